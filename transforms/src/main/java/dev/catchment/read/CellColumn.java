package dev.catchment.read;

import java.util.Optional;

/**
 * A column that is a value inside of the JSON which another column holds as text, written {@code
 * CELL -> PATH}. The cell may be such a column itself. In the name of a column, the arrow is
 * written {@code \->}.
 *
 * @param cell the name of the other column
 * @param path the {@link ColumnPath} of the value
 */
public record CellColumn(String cell, String path) {
  private static final String ARROW = " -> ";
  private static final String WRITTEN = " \\-> ";

  /** The column of a name, empty when it is another kind of column. */
  public static Optional<CellColumn> of(String column) {
    int arrow = column.lastIndexOf(ARROW);
    return arrow < 0
        ? Optional.empty()
        : Optional.of(
            new CellColumn(
                column.substring(0, arrow), name(column.substring(arrow + ARROW.length()))));
  }

  /** The name of a column that is no such column, as the source has it. */
  public static String name(String column) {
    return column.replace(WRITTEN, ARROW);
  }

  /** The name of a column of the source, as a configuration has it. */
  public static String written(String name) {
    return name.replace(ARROW, WRITTEN);
  }
}
