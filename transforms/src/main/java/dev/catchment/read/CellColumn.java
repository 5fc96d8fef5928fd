package dev.catchment.read;

import java.util.Optional;

/**
 * A column that is a value inside of the JSON which another column holds as text, written {@code
 * CELL -> PATH}. The cell may be such a column itself.
 *
 * @param cell the name of the other column
 * @param path the {@link ColumnPath} of the value
 */
public record CellColumn(String cell, String path) {
  private static final String ARROW = " -> ";

  /** The column of a name, empty when it is another kind of column. */
  public static Optional<CellColumn> of(String column) {
    int arrow = column.lastIndexOf(ARROW);
    return arrow < 0
        ? Optional.empty()
        : Optional.of(
            new CellColumn(column.substring(0, arrow), column.substring(arrow + ARROW.length())));
  }
}
