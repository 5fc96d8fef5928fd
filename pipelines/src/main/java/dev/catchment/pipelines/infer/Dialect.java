package dev.catchment.pipelines.infer;

import dev.catchment.read.FirstRows;
import dev.catchment.read.FirstRows.Row;
import dev.catchment.read.RecordFormat;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a delimited text is written. Each delimiter is tried with the reader itself; the one counts
 * under which the rows have the same number of fields and the fields look like single values, as
 * the sniffers of DuckDB and CleverCSV have it.
 *
 * @param delimiter the character between two fields, or {@link #WHITESPACE}
 * @param rows the first rows
 * @param width the number of fields of most rows
 * @param score how well it fits, up to 1
 */
record Dialect(String delimiter, List<Row> rows, int width, double score) {
  /** The delimiter of fields between runs of blanks and tabs. */
  static final String WHITESPACE = "whitespace";

  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");
  private static final int LINES = 1000;
  private static final double LEAST_STEADY = 0.8;
  private static final double LEAST_SCORE = 0.3;

  /** The dialect of a file; empty when its rows have no steady number of fields. */
  static Optional<Dialect> of(String file, Charset charset) {
    Dialect best = null;
    for (String delimiter : DELIMITERS) {
      Dialect dialect = of(file, delimiter, charset);
      boolean isBetter =
          best == null
              || dialect.score > best.score
              || (dialect.score == best.score && dialect.width > best.width);
      best = dialect.width > 1 && isBetter ? dialect : best;
    }
    if (best != null && best.score >= LEAST_SCORE) {
      return Optional.of(best);
    }
    Dialect blanks = of(file, WHITESPACE, charset);
    if (blanks.width > 1 && blanks.score >= LEAST_SCORE) {
      return Optional.of(blanks);
    }
    return Optional.of(of(file, ",", charset))
        .filter(only -> only.width == 1 && blanks.width == 1 && only.score >= LEAST_SCORE);
  }

  private static Dialect of(String file, String delimiter, Charset charset) {
    List<Row> rows = FirstRows.of(file, format(delimiter, charset), LINES);
    Map<Integer, Long> widths =
        rows.stream()
            .filter(Row::isWhole)
            .map(row -> row.fields().size())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    int width =
        widths.entrySet().stream()
            .max(
                Map.Entry.<Integer, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse(0);
    double steady = (double) widths.getOrDefault(width, 0L) / Math.max(rows.size(), 1);
    double score = steady < LEAST_STEADY ? 0 : steady * single(rows);
    return new Dialect(delimiter, rows, width, score);
  }

  /** The share of the fields that hold no other delimiter and no stray quote. */
  private static double single(List<Row> rows) {
    List<String> fields =
        rows.stream().flatMap(row -> row.fields().stream()).filter(Objects::nonNull).toList();
    long single =
        fields.stream()
            .filter(
                text ->
                    text.matches("[+-]?[\\d.]+,\\d+")
                        || (text.indexOf('"') < 0 && DELIMITERS.stream().noneMatch(text::contains)))
            .count();
    return fields.isEmpty() ? 0 : (double) single / fields.size();
  }

  private static RecordFormat format(String delimiter, Charset charset) {
    RecordFormat csv = RecordFormat.csv().withCharset(charset);
    return delimiter.equals(WHITESPACE)
        ? csv.withWhitespaceDelimiter()
        : csv.withDelimiter(delimiter.charAt(0));
  }

  /** The format that reads it. */
  RecordFormat format(Charset charset) {
    return format(delimiter, charset);
  }

  /** The number of fields of the first row. */
  int firstWidth() {
    return rows.get(0).fields().size();
  }

  /**
   * Whether the first row names the columns: none of its fields is a number, a time or an address,
   * and either what is below one of them is of such values, or they read like names and are found
   * nowhere below.
   */
  boolean hasHeader() {
    List<String> first = rows.get(0).fields();
    List<String> names = first.stream().filter(Objects::nonNull).toList();
    if (names.isEmpty() || names.stream().anyMatch(ValueType::isValue)) {
      return false;
    }
    if (names.stream().anyMatch(Vocabulary::isHeader) && isNowhereBelow(first)) {
      return true;
    }
    return IntStream.range(0, width)
            .filter(column -> first.get(column) != null)
            .mapToObj(this::below)
            .anyMatch(values -> values.size() > 0 && values.stream().allMatch(ValueType::isValue))
        && new HashSet<>(names).size() == names.size();
  }

  private boolean isNowhereBelow(List<String> first) {
    for (int column = 0; column < width; column++) {
      if (first.get(column) != null && Set.copyOf(below(column)).contains(first.get(column))) {
        return false;
      }
    }
    return true;
  }

  private List<String> below(int column) {
    return rows.size() < 2
        ? Collections.emptyList()
        : rows.subList(1, rows.size()).stream()
            .filter(row -> row.isWhole() && row.fields().size() == width)
            .map(row -> row.fields().get(column))
            .filter(Objects::nonNull)
            .toList();
  }
}
