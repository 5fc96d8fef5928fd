package dev.catchment.read;

import com.google.common.base.Splitter;
import dev.catchment.model.Nearest;
import dev.catchment.model.Shape;
import java.util.Collections;
import java.util.List;

/** Finds columns by name in a table's header. */
final class Header {
  private static final List<String> DELIMITERS = List.of(";", "\t", "|", ",", " ");

  private Header() {}

  /**
   * The index of every column in a header. Throws {@link InputException} with the file, the column,
   * the names there are and the nearest one when a column is missing or stands twice; a first line
   * that seems to be data is shown by its shape alone.
   */
  static int[] find(String file, List<String> header, List<String> columns) {
    int[] fields = new int[columns.size()];
    for (int slot = 0; slot < fields.length; slot++) {
      String column = columns.get(slot);
      fields[slot] = header.indexOf(column);
      if (fields[slot] < 0) {
        throw new InputException(missing(file, header, columns, column));
      }
      if (header.lastIndexOf(column) != fields[slot]) {
        throw new InputException(
            "%s has more than one column %s: give every column its own name"
                .formatted(file, column));
      }
    }
    return fields;
  }

  private static String missing(
      String file, List<String> header, List<String> columns, String column) {
    String delimiter = delimiter(header, columns);
    if (!delimiter.isEmpty()) {
      return "%s has no column %s: its header is one column, with %s between the names; set csv: {delimiter: %s}"
          .formatted(
              file,
              column,
              inWords(delimiter),
              delimiter.equals(" ") ? "whitespace" : "\"" + delimiter.replace("\t", "\\t") + "\"");
    }
    if (!isHeader(header, columns)) {
      return "%s has no column %s, nor any other that is used: its first line is %s; if the file has no header line, name its columns with csv: {header: [%s, …]}"
          .formatted(
              file, column, Shape.mask(String.join(",", header)), String.join(", ", columns));
    }
    String hint = Nearest.hint(column, header);
    return "%s has no column %s%s Its columns are %s"
        .formatted(file, column, hint.isEmpty() ? "." : hint, String.join(", ", header));
  }

  /** The character that would part a header of one column into names that are wanted, or empty. */
  private static String delimiter(List<String> header, List<String> columns) {
    if (header.size() == 1) {
      for (String candidate : DELIMITERS) {
        List<String> names = Splitter.on(candidate).trimResults().splitToList(header.get(0));
        if (names.size() > 1 && !Collections.disjoint(names, columns)) {
          return candidate;
        }
      }
    }
    return "";
  }

  private static String inWords(String delimiter) {
    return switch (delimiter) {
      case "\t" -> "tabs";
      case " " -> "blanks";
      default -> delimiter;
    };
  }

  /** Whether a first line names columns; what it holds otherwise may be personal. */
  private static boolean isHeader(List<String> header, List<String> columns) {
    return columns.stream()
        .anyMatch(
            column ->
                header.contains(column)
                    || Nearest.to(column, header)
                        .filter(near -> Math.abs(near.length() - column.length()) <= 2)
                        .filter(near -> near.matches("[\\p{L}_ .-]+"))
                        .isPresent());
  }
}
