package dev.catchment.write;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import com.google.api.services.bigquery.model.TableSchema;
import dev.catchment.model.GoogleLogin;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServicesImpl;
import org.apache.beam.sdk.io.gcp.bigquery.TableDestination;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes rows, which are objects of JSON, into a table of BigQuery by load jobs, which put all rows
 * of a run there at the end or none. The output is the table's name, once it is loaded. The table
 * is made, unless it is there and its rows are to be replaced. Needs Google's libraries, which not
 * every class path has.
 */
public final class WriteBigQuery extends PTransform<PCollection<String>, PCollection<String>> {
  /** A table's name, as a regular expression. */
  public static final String NAME = "[^.:\\s]+([.:][^.:\\s]+)*\\.[A-Za-z0-9_]+\\.[A-Za-z0-9_-]+";

  private static final long serialVersionUID = 1;

  private final String table;
  private final TableSchema schema;
  private final boolean overwrite;
  private final BigQueryServices services;

  private WriteBigQuery(
      String table, TableSchema schema, boolean overwrite, BigQueryServices services) {
    this.table = table;
    this.schema = schema;
    this.overwrite = overwrite;
    this.services = services;
  }

  /**
   * Writes to a table.
   *
   * @param table {@code PROJECT.DATASET.TABLE}
   * @param columns the types of the columns, such as {@code INTEGER}, by name and in order
   * @param overwrite whether the rows of a table that is there are replaced
   */
  public static WriteBigQuery to(String table, Map<String, String> columns, boolean overwrite) {
    checkArgument(table.matches(NAME), "%s is not PROJECT.DATASET.TABLE", table);
    List<TableFieldSchema> fields =
        columns.entrySet().stream()
            .map(
                column ->
                    new TableFieldSchema().setName(column.getKey()).setType(column.getValue()))
            .toList();
    return new WriteBigQuery(
        table, new TableSchema().setFields(fields), overwrite, new BigQueryServicesImpl());
  }

  /** Asks other services than Google's own, such as those that Beam publishes for tests. */
  public WriteBigQuery withServices(BigQueryServices other) {
    return new WriteBigQuery(table, schema, overwrite, other);
  }

  /**
   * Checks, before a job starts, that a table can be written to. Throws {@link OutputException}
   * with what is wrong and what would be right.
   */
  public static void check(String table, PipelineOptions options) {
    BigQueryOptions google = options.as(BigQueryOptions.class);
    if (google.getGcpCredential() == null) {
      throw new OutputException(
          "bigquery:%s: nobody is logged in to Google here; %s".formatted(table, GoogleLogin.HOW));
    }
    String temp = google.getTempLocation();
    if (temp == null || !temp.startsWith("gs://")) {
      throw new OutputException(
          "bigquery:%s: loading needs a folder in Cloud Storage; add --tempLocation=gs://BUCKET/FOLDER"
              .formatted(table));
    }
  }

  @Override
  public PCollection<String> expand(PCollection<String> rows) {
    BigQueryIO.Write<String> write =
        BigQueryIO.<String>write()
            .to(reference(table))
            .withSchema(schema)
            .withFormatFunction(new RowFn())
            .withMethod(BigQueryIO.Write.Method.FILE_LOADS)
            .withCreateDisposition(BigQueryIO.Write.CreateDisposition.CREATE_IF_NEEDED)
            .withWriteDisposition(
                overwrite
                    ? BigQueryIO.Write.WriteDisposition.WRITE_TRUNCATE
                    : BigQueryIO.Write.WriteDisposition.WRITE_EMPTY)
            .withoutValidation()
            .withTestServices(services);
    return rows.apply("Load", write)
        .getSuccessfulTableLoads()
        .apply(
            "Names",
            MapElements.into(TypeDescriptors.strings()).via(TableDestination::getTableSpec));
  }

  /** The parts of {@code PROJECT.DATASET.TABLE}; a project may have dots itself. */
  private static TableReference reference(String table) {
    int name = table.lastIndexOf('.');
    int dataset = table.lastIndexOf('.', name - 1);
    return new TableReference()
        .setProjectId(table.substring(0, dataset))
        .setDatasetId(table.substring(dataset + 1, name))
        .setTableId(table.substring(name + 1));
  }

  private static final class RowFn implements SerializableFunction<String, TableRow> {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public TableRow apply(String row) {
      try {
        return JSON.readValue(row, TableRow.class);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("a row is not an object of JSON", e);
      }
    }
  }
}
