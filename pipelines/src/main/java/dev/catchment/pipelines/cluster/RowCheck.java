package dev.catchment.pipelines.cluster;

import dev.catchment.cluster.FeatureEncoding;
import dev.catchment.pipelines.table.RowCondition;
import dev.catchment.read.TableRow;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which rows of a table are clustered, and by which of their cells. */
final class RowCheck implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<String> encoded;
  private final int[] places;
  private final RowCondition condition;

  private RowCheck(List<String> encoded, int[] places, RowCondition condition) {
    this.encoded = encoded;
    this.places = places;
    this.condition = condition;
  }

  /**
   * Checks rows.
   *
   * @param columns the names of the table's columns
   * @param encoded those to cluster by, in the order of the encoding
   */
  static RowCheck of(List<String> columns, List<String> encoded, RowCondition condition) {
    int[] places = encoded.stream().mapToInt(columns::indexOf).toArray();
    return new RowCheck(List.copyOf(encoded), places, condition);
  }

  /** The columns that are looked at. */
  Set<String> cells() {
    Set<String> cells = new HashSet<>(encoded);
    cells.addAll(condition.columns());
    return cells;
  }

  /** Whether the condition chooses a row. */
  boolean isChosen(TableRow row) {
    return condition.holds(row);
  }

  /** The texts of the cells to cluster by. */
  String[] texts(TableRow row) {
    String[] texts = new String[places.length];
    for (int index = 0; index < places.length; index++) {
      texts[index] = row.text(places[index]);
    }
    return texts;
  }

  /** Reads features by an encoding of these columns. */
  FeatureReader reader(FeatureEncoding encoding) {
    return FeatureReader.of(encoding, places);
  }
}
