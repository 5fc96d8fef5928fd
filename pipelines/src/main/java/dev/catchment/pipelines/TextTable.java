package dev.catchment.pipelines;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays out rows of texts in columns for a terminal. What does not fit is cut with an ellipsis, from
 * the widest columns first; characters that a terminal would obey are shown by their codes.
 */
public final class TextTable {
  /** The longest line, in characters. */
  public static final int WIDTH = 100;

  private static final String GAP = "  ";
  private static final String ELLIPSIS = "…";

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; all have the same number of cells. */
  public TextTable row(String... cells) {
    checkArgument(
        rows.isEmpty() || rows.get(0).size() == cells.length, "%s cells in a row", cells.length);
    rows.add(Arrays.stream(cells).map(TextTable::visible).toList());
    return this;
  }

  /** The lines, each of at most {@link #WIDTH} characters with the indent. */
  public List<String> lines(String indent) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] widths = widths(WIDTH - indent.length());
    return rows.stream().map(row -> (indent + line(row, widths)).stripTrailing()).toList();
  }

  private int[] widths(int room) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    int over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - room;
    for (int cut = 0; cut < over; cut++) {
      int widest = 0;
      for (int column = 1; column < widths.length; column++) {
        widest = widths[column] >= widths[widest] ? column : widest;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String cell = cut(row.get(column), widths[column]);
      cells.add(cell + Strings.repeat(" ", widths[column] - length(cell)));
    }
    return String.join(GAP, cells);
  }

  /** A text of at most so many characters. */
  static String cut(String text, int width) {
    return length(text) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(width - 1, 0))) + ELLIPSIS;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A text with codes such as {@code \n} or {@code \u001b} for what is not seen or is obeyed. */
  public static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> append(character, shown);
              }
            });
    return shown.toString();
  }

  private static void append(int character, StringBuilder shown) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append("\\u%04x".formatted(character));
      default -> shown.appendCodePoint(character);
    }
  }
}
