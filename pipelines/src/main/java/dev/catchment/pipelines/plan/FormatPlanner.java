package dev.catchment.pipelines.plan;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Csv;
import dev.catchment.pipelines.config.CatchmentConfig.Lines;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.read.LinePattern;
import dev.catchment.read.RaggedReader;
import dev.catchment.read.RecordFormat;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;

/**
 * Turns what an entry of section {@code sources} says of its format into a {@link RecordFormat}.
 */
final class FormatPlanner {
  private final ConfigFile file;
  private final String name;
  private final Source source;
  private final List<String> columns;

  /**
   * A planner.
   *
   * @param columns the columns that are read
   */
  FormatPlanner(ConfigFile file, String name, Source source, List<String> columns) {
    this.file = file;
    this.name = name;
    this.source = source;
    this.columns = columns;
  }

  /** Whether the files of a source name its columns. */
  static boolean isHeaderNeeded(Source source) {
    return switch (source.format()) {
      case "csv" -> source.csv().header() == null && !source.csv().ragged();
      case "avro", "parquet" -> true;
      default -> false;
    };
  }

  /** Whether the columns of a source are dotted paths. */
  static boolean isNested(Source source) {
    return Set.of("json", "avro", "parquet", "bigquery").contains(source.format());
  }

  RecordFormat plan() {
    if (!source.format().equals("csv") && !source.csv().equals(new Csv(null, null, false))) {
      throw problem("is for sources of the format csv only", "csv");
    }
    if (!source.format().equals("lines") && source.lines() != null) {
      throw problem("is for sources of the format lines only", "lines");
    }
    RecordFormat format =
        switch (source.format()) {
          case "json" -> RecordFormat.jsonLines();
          case "lines" -> lines();
          case "avro" -> RecordFormat.avro();
          case "parquet" -> RecordFormat.parquet();
          default -> csv();
        };
    if (source.compressionRatio() != null) {
      format = format.withMaxRatio(source.compressionRatio());
    }
    return source.encoding() == null ? format : format.withCharset(charset(format));
  }

  private Charset charset(RecordFormat format) {
    if (!format.isText()) {
      throw problem("is for sources of text only", "encoding");
    }
    try {
      return Charset.forName(source.encoding());
    } catch (IllegalArgumentException unknown) {
      throw problem(
          "there is no encoding %s%s"
              .formatted(
                  source.encoding(),
                  Nearest.hint(source.encoding(), Charset.availableCharsets().keySet())),
          "encoding");
    }
  }

  private RecordFormat lines() {
    Lines lines = source.lines() == null ? new Lines(null, null) : source.lines();
    if ((lines.preset() == null) == (lines.pattern() == null)) {
      throw problem("needs lines with exactly one of preset and pattern");
    }
    LinePattern pattern;
    try {
      pattern =
          lines.preset() == null
              ? LinePattern.of(lines.pattern())
              : LinePattern.preset(lines.preset());
    } catch (IllegalArgumentException malformed) {
      throw problem(malformed.getMessage(), "lines", "pattern");
    }
    for (String column : columns) {
      if (!pattern.columns().contains(column)) {
        throw problem(
            "there is no column %s, which is used; the named groups are %s"
                .formatted(column, String.join(", ", pattern.columns())),
            "lines");
      }
    }
    return RecordFormat.lines(pattern);
  }

  private RecordFormat csv() {
    String delimiter = source.csv().delimiter();
    RecordFormat csv;
    if (delimiter.equals("whitespace")) {
      csv = RecordFormat.csv().withWhitespaceDelimiter();
    } else if (delimiter.length() == 1 && !"\"\r\n".contains(delimiter)) {
      csv = RecordFormat.csv().withDelimiter(delimiter.charAt(0));
    } else {
      throw problem(
          "\"%s\" is not one character, nor the word whitespace".formatted(delimiter),
          "csv",
          "delimiter");
    }
    if (source.csv().ragged()) {
      return ragged(csv);
    }
    if (source.csv().header() == null) {
      return csv;
    }
    checkHeaderOnce();
    for (String column : columns) {
      if (!source.csv().header().contains(column)) {
        throw problem(
            "the header names no column %s, which is used".formatted(column), "csv", "header");
      }
    }
    return csv.withHeader(source.csv().header());
  }

  private RecordFormat ragged(RecordFormat csv) {
    List<String> header = source.csv().header() == null ? List.of() : source.csv().header();
    for (String column : columns) {
      if (!RaggedReader.isColumn(header, column)) {
        throw problem(
            "there is no column %s, which is used; write a name of the header, a place such as 1, or %s"
                .formatted(column, RaggedReader.REST),
            "csv",
            "ragged");
      }
    }
    if (header.isEmpty()) {
      return csv.withRaggedRows();
    }
    checkHeaderOnce();
    return csv.withHeader(header).withRaggedRows();
  }

  private void checkHeaderOnce() {
    if (Set.copyOf(source.csv().header()).size() < source.csv().header().size()) {
      throw problem("a name stands twice; give every column its own", "csv", "header");
    }
  }

  private UsageException problem(String message, String... path) {
    return file.problemOf(name, message, path);
  }
}
