package dev.catchment.pipelines.query;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.report.PlotSection.Kind;
import dev.catchment.query.DataType;
import dev.catchment.query.RowType;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * The picture that an option asks for.
 *
 * @param kind what is drawn
 * @param x the column that runs to the right
 * @param y the column that runs upwards; empty for a histogram
 * @param hasLabels whether the values of x are names, and not numbers
 */
record Picture(Kind kind, String x, String y, boolean hasLabels) implements Serializable {
  /**
   * The picture of a text such as {@code bar:country,orders}.
   *
   * @throws UsageException when the rows have no such columns, or no numbers in them
   */
  static Picture of(String text, RowType type) {
    int colon = text.indexOf(':');
    Kind kind = Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT));
    List<String> columns = List.of(text.substring(colon + 1).split(",", -1));
    String x = column(text, columns.get(0), type);
    String y = columns.size() == 1 ? "" : column(text, columns.get(1), type);
    boolean isNumber = type.type(type.find(x)).isNumber();
    if (!y.isEmpty()) {
      checkNumber(text, y, type);
    }
    if (kind == Kind.SCATTER || kind == Kind.HIST) {
      checkNumber(text, x, type);
    }
    return new Picture(kind, x, y, kind == Kind.BAR || !isNumber);
  }

  private static String column(String text, String name, RowType type) {
    return type.names().stream()
        .filter(name.strip()::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--plot=%s: the result has no column %s%s The columns are %s"
                        .formatted(
                            text,
                            name,
                            Nearest.hintOrStop(name, type.names()),
                            String.join(", ", type.names()))));
  }

  private static void checkNumber(String text, String name, RowType type) {
    DataType found = type.type(type.find(name));
    if (!found.isNumber()) {
      throw new UsageException(
          "--plot=%s: the column %s is of the type %s and holds no numbers"
              .formatted(text, name, found));
    }
  }
}
