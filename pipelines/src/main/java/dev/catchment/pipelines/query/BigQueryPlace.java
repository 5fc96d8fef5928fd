package dev.catchment.pipelines.query;

import dev.catchment.pipelines.GoogleLibraries;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.DataType;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowType;
import dev.catchment.read.BigQueryTable;
import dev.catchment.write.OutputException;
import dev.catchment.write.WriteBigQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/**
 * A table of BigQuery that gets a result by load jobs.
 *
 * @param table {@code PROJECT.DATASET.TABLE}
 * @param overwrite whether the rows of a table that is there are replaced
 * @param directory the directory of the summary
 */
record BigQueryPlace(String table, boolean overwrite, String directory) implements ResultPlace {
  /**
   * The place that an address names.
   *
   * @throws UsageException when rows of the type cannot be written there
   */
  static BigQueryPlace of(
      String table, boolean overwrite, String directory, RowType type, PipelineOptions options) {
    if (!BigQueryTable.isReadable()) {
      throw new UsageException("--output: " + GoogleLibraries.missingFor("bigquery"));
    }
    RowFormat.checkPlain(type, "BigQuery");
    try {
      WriteBigQuery.check(table, options);
    } catch (OutputException e) {
      throw new UsageException("--output=" + e.getMessage(), e);
    }
    return new BigQueryPlace(table, overwrite, directory);
  }

  @Override
  public String prefix() {
    return "";
  }

  @Override
  public List<String> names() {
    return List.of();
  }

  @Override
  public String label() {
    return "bigquery:" + table;
  }

  @Override
  public Optional<Dataset> dataset() {
    return Optional.of(new Dataset("bigquery", table));
  }

  /** The types of the columns in BigQuery, by name. */
  static Map<String, String> columns(RowType type) {
    Map<String, String> columns = new LinkedHashMap<>();
    type.columns().forEach(column -> columns.put(column.name(), bigQuery(column.type())));
    return columns;
  }

  private static String bigQuery(DataType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case DOUBLE -> "FLOAT";
      case DECIMAL -> "BIGNUMERIC";
      case TEXT, BYTES -> "STRING";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
    };
  }

  @Override
  public PCollection<String> write(
      PCollection<RowBlock> rows, RowType type, boolean isOrdered, Staging staging) {
    return rows.apply("Rows as JSON", RowMessages.texts())
        .apply("Load result", WriteBigQuery.to(table, columns(type), overwrite));
  }
}
