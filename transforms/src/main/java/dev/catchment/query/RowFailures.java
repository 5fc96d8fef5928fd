package dev.catchment.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes {@link RowError}s of rows that an expression failed for. */
final class RowFailures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RowFailures() {}

  static RowError of(RowFailure failure, String expression, RowBlock block, int row) {
    ObjectNode columns = JSON.createObjectNode();
    for (int column = 0; column < block.type().size(); column++) {
      columns.put(block.type().name(column), block.textAt(column, row));
    }
    return new RowError(failure.reason(), failure.getMessage(), expression, columns.toString());
  }
}
