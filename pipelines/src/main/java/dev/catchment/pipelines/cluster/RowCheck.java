package dev.catchment.pipelines.cluster;

import dev.catchment.read.TableRow;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which rows of a table are clustered: those of a condition whose features are numbers or empty.
 */
final class RowCheck implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<String> features;
  private final int[] columns;
  private final RowCondition condition;

  private RowCheck(List<String> features, int[] columns, RowCondition condition) {
    this.features = features;
    this.columns = columns;
    this.condition = condition;
  }

  /**
   * Checks rows.
   *
   * @param columns the names of the table's columns
   * @param features those to cluster by
   */
  static RowCheck of(List<String> columns, List<String> features, RowCondition condition) {
    int[] numbers = features.stream().mapToInt(columns::indexOf).toArray();
    return new RowCheck(List.copyOf(features), numbers, condition);
  }

  /** The number of features. */
  int width() {
    return columns.length;
  }

  /** The columns that are looked at. */
  Set<String> cells() {
    Set<String> cells = new HashSet<>(features);
    cells.addAll(condition.columns());
    return cells;
  }

  /** Whether the condition chooses a row. */
  boolean isChosen(TableRow row) {
    return condition.holds(row);
  }

  /**
   * Reads the features of a row, NaN for an empty one.
   *
   * @param values takes them
   * @return the name of the first that is no number, or null when all are good
   */
  String read(TableRow row, double[] values) {
    for (int index = 0; index < columns.length; index++) {
      values[index] = row.number(columns[index]);
      if (Double.isInfinite(values[index])) {
        return features.get(index);
      }
    }
    return null;
  }
}
