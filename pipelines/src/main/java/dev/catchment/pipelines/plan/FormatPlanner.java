package dev.catchment.pipelines.plan;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Csv;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.read.RecordFormat;
import java.util.Set;

/**
 * Turns what an entry of section {@code sources} says of its format into a {@link RecordFormat}.
 */
final class FormatPlanner {
  private final ConfigFile file;
  private final String name;
  private final Source source;
  private final Set<String> columns;

  /**
   * A planner.
   *
   * @param columns the columns that are used
   */
  FormatPlanner(ConfigFile file, String name, Source source, Set<String> columns) {
    this.file = file;
    this.name = name;
    this.source = source;
    this.columns = columns;
  }

  RecordFormat plan() {
    if (source.format().equals("json")) {
      if (!source.csv().equals(new Csv(null, null))) {
        throw problem("is for sources of the format csv only", "csv");
      }
      return RecordFormat.jsonLines();
    }
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
    if (source.csv().header() == null) {
      return csv;
    }
    if (Set.copyOf(source.csv().header()).size() < source.csv().header().size()) {
      throw problem("a name stands twice; give every column its own", "csv", "header");
    }
    for (String column : columns) {
      if (!source.csv().header().contains(column)) {
        throw problem(
            "the header names no column %s, which is used".formatted(column), "csv", "header");
      }
    }
    return csv.withHeader(source.csv().header());
  }

  private UsageException problem(String message, String... path) {
    return file.problemOf(name, message, path);
  }
}
