package dev.catchment.pipelines.plan;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.read.SourceTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns an entry of section {@code sources} that is no files into a {@link SourceTable}. */
final class TablePlanner {
  private static final Set<String> FORMATS = Set.of("jdbc", "bigquery");

  private final ConfigFile file;
  private final String name;
  private final Source source;

  TablePlanner(ConfigFile file, String name, Source source) {
    this.file = file;
    this.name = name;
    this.source = source;
  }

  /** Whether a source is a table of a database. */
  static boolean isTable(Source source) {
    return FORMATS.contains(source.format());
  }

  /** The table; empty for a source of files or a topic. */
  Optional<SourceTable> plan() {
    checkFormat("jdbc", source.jdbc());
    checkFormat("bigquery", source.bigquery());
    return switch (source.format()) {
      case "jdbc" -> {
        checkNoFiles();
        yield Optional.of(new JdbcPlanner(file, name, source).plan());
      }
      case "bigquery" -> {
        checkNoFiles();
        yield Optional.of(new BigQueryPlanner(file, name, source).plan());
      }
      default -> Optional.empty();
    };
  }

  private void checkFormat(String format, Object said) {
    if (said != null && !source.format().equals(format)) {
      throw problem("is for sources of the format %s only".formatted(format), format);
    }
  }

  /** What is said of files has no place here. */
  private void checkNoFiles() {
    Map<String, Object> ofFiles = new LinkedHashMap<>();
    ofFiles.put("input", source.input());
    ofFiles.put("encoding", source.encoding());
    ofFiles.put("lines", source.lines());
    ofFiles.put("compressionRatio", source.compressionRatio());
    ofFiles.forEach(
        (key, value) -> {
          if (value != null) {
            throw problem("is for sources of files only", key);
          }
        });
  }

  private UsageException problem(String message, String key) {
    return file.problemOf(name, message, key);
  }
}
