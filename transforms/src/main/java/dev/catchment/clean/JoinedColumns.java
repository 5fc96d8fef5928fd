package dev.catchment.clean;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.RawRecord;
import java.io.Serializable;
import java.util.List;

/**
 * Columns whose texts are joined to one; those that are missing are passed over.
 *
 * @param columns their slots, at least one
 * @param separator what stands between two texts
 */
public record JoinedColumns(List<Integer> columns, String separator) implements Serializable {
  public JoinedColumns {
    checkArgument(!columns.isEmpty(), "no columns to join");
    columns = List.copyOf(columns);
  }

  /** The text in a record, null when all are missing. */
  String text(RawRecord record) {
    StringBuilder joined = null;
    for (int column : columns) {
      String text = record.column(column);
      if (text != null) {
        joined = joined == null ? new StringBuilder() : joined.append(separator);
        joined.append(text);
      }
    }
    return joined == null ? null : joined.toString();
  }

  /** Whether one of them was found not to be of its declared kind. */
  boolean isInvalid(RawRecord record) {
    return columns.stream().anyMatch(record::isInvalid);
  }
}
