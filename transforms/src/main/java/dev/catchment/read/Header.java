package dev.catchment.read;

import dev.catchment.model.Nearest;
import java.util.List;

/** Finds columns by name in a table's header. */
final class Header {
  private Header() {}

  /**
   * The index of every column in a header. Throws {@link InputException} with the file, the column,
   * the names there are and the nearest one when a column is missing or stands twice.
   */
  static int[] find(String file, List<String> header, List<String> columns) {
    int[] fields = new int[columns.size()];
    for (int slot = 0; slot < fields.length; slot++) {
      String column = columns.get(slot);
      fields[slot] = header.indexOf(column);
      if (fields[slot] < 0) {
        String hint = Nearest.hint(column, header);
        throw new InputException(
            "%s has no column %s%s Its columns are %s"
                .formatted(file, column, hint.isEmpty() ? "." : hint, String.join(", ", header)));
      }
      if (header.lastIndexOf(column) != fields[slot]) {
        throw new InputException(
            "%s has more than one column %s: give every column its own name"
                .formatted(file, column));
      }
    }
    return fields;
  }
}
