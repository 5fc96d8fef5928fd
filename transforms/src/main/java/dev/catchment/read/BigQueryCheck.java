package dev.catchment.read;

import com.google.api.services.bigquery.model.JobConfigurationQuery;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableSchema;
import com.google.common.annotations.VisibleForTesting;
import dev.catchment.model.GoogleLogin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices.DatasetService;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices.JobService;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServicesImpl;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Asks BigQuery, before a job starts, whether a table is there and has the columns; of a query, by
 * a dry run, which costs nothing. Beam tries what is refused or unreachable again, for a minute and
 * more.
 */
final class BigQueryCheck {
  /** What BigQuery gives out row by row; the others are worked out by a query. */
  private static final Set<String> STORED = Set.of("TABLE", "SNAPSHOT");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final BigQueryTable table;
  private final BigQueryOptions options;
  private final BigQueryServices services;

  private BigQueryCheck(BigQueryTable table, BigQueryOptions options, BigQueryServices services) {
    this.table = table;
    this.options = options;
    this.services = services;
  }

  /** Throws {@link InputException} with what is wrong and what would be right. */
  static void check(BigQueryTable table, List<String> columns, PipelineOptions options) {
    checkLogin(table, options);
    check(table, columns, options, new BigQueryServicesImpl());
  }

  private static void checkLogin(BigQueryTable table, PipelineOptions options) {
    if (options.as(BigQueryOptions.class).getGcpCredential() == null) {
      throw new InputException(
          "%s: nobody is logged in to Google here; %s".formatted(table.label(), GoogleLogin.HOW));
    }
  }

  /** The columns of single values with their types; throws as {@link #check}. */
  static Map<String, String> columns(BigQueryTable table, PipelineOptions options) {
    checkLogin(table, options);
    return columns(table, options, new BigQueryServicesImpl());
  }

  @VisibleForTesting
  static Map<String, String> columns(
      BigQueryTable table, PipelineOptions options, BigQueryServices services) {
    BigQueryCheck check = new BigQueryCheck(table, options.as(BigQueryOptions.class), services);
    check.checkProject();
    Map<String, String> columns = new LinkedHashMap<>();
    add("", check.fields(List.of()), columns);
    return columns;
  }

  private static void add(
      String prefix, List<TableFieldSchema> fields, Map<String, String> columns) {
    for (TableFieldSchema field : fields) {
      if (!isPlain(field) || "REPEATED".equals(field.getMode())) {
        continue;
      }
      if (field.getFields() == null) {
        columns.put(prefix + field.getName(), field.getType());
      } else {
        add(prefix + field.getName() + ".", field.getFields(), columns);
      }
    }
  }

  @VisibleForTesting
  static void check(
      BigQueryTable table,
      List<String> columns,
      PipelineOptions options,
      BigQueryServices services) {
    new BigQueryCheck(table, options.as(BigQueryOptions.class), services).check(columns);
  }

  private void checkProject() {
    if (project() == null) {
      throw problem("the project that pays for reading is not known; add --project=PROJECT");
    }
  }

  private void check(List<String> columns) {
    checkProject();
    String temp = options.getTempLocation();
    if (table.isExported() && (temp == null || !temp.startsWith("gs://"))) {
      throw problem(
          "the method export needs a folder in Cloud Storage; add --tempLocation=gs://BUCKET/FOLDER, or take the method direct");
    }
    AvroColumn.of(table.label(), structure("row", fields(columns)), columns);
  }

  /** The columns of the rows; those with names that no part of an event can ask for left out. */
  private List<TableFieldSchema> fields(List<String> columns) {
    TableSchema schema = schema();
    if (schema == null || schema.getFields() == null) {
      throw problem("it has no columns yet");
    }
    for (TableFieldSchema field : schema.getFields()) {
      if (!isPlain(field) && columns.contains(field.getName())) {
        throw problem(
            "the column %s has a name of more than letters, digits and _; give it another in a query: SELECT `%s` AS …"
                .formatted(field.getName(), field.getName()));
      }
    }
    return schema.getFields();
  }

  private static boolean isPlain(TableFieldSchema field) {
    return PLAIN.matcher(field.getName()).matches();
  }

  private String project() {
    return options.getBigQueryProject() == null
        ? options.getProject()
        : options.getBigQueryProject();
  }

  private TableSchema schema() {
    try {
      return table.table() == null ? schemaOfQuery() : schemaOfTable();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InputException(table.label() + ": interrupted", interrupted);
    } catch (InputException known) {
      throw known;
    } catch (Exception failure) {
      throw new InputException(table.label() + ": " + explained(GoogleAnswer.of(failure)), failure);
    }
  }

  @SuppressWarnings("try")
  private TableSchema schemaOfTable() throws Exception {
    try (DatasetService datasets = services.getDatasetService(options)) {
      Table found = datasets.getTable(reference(table.table()));
      if (found == null) {
        throw problem("there is no such table; check its project, dataset and name");
      }
      String type = found.getType() == null ? "TABLE" : found.getType();
      if (!STORED.contains(type)) {
        throw problem(
            "it is of the type %s, whose rows a query gives; write query: SELECT … FROM `%s`"
                .formatted(type.toLowerCase(Locale.ROOT).replace('_', ' '), table.table()));
      }
      return found.getSchema();
    }
  }

  @SuppressWarnings("try")
  private TableSchema schemaOfQuery() throws Exception {
    try (JobService jobs = services.getJobService(options)) {
      JobConfigurationQuery query =
          new JobConfigurationQuery().setQuery(table.query()).setUseLegacySql(false);
      TableSchema schema = jobs.dryRunQuery(project(), query, null).getQuery().getSchema();
      if (schema == null) {
        throw problem("the query has no rows; a SELECT is wanted");
      }
      return schema;
    }
  }

  /** The parts of {@code PROJECT.DATASET.TABLE}; a project may have dots itself. */
  static TableReference reference(String table) {
    int name = table.lastIndexOf('.');
    int dataset = table.lastIndexOf('.', name - 1);
    return new TableReference()
        .setProjectId(table.substring(0, dataset))
        .setDatasetId(table.substring(dataset + 1, name))
        .setTableId(table.substring(name + 1));
  }

  /** Records and lists as they are, everything else as texts. */
  private static Schema structure(String path, List<TableFieldSchema> fields) {
    List<Schema.Field> structure = new ArrayList<>();
    for (TableFieldSchema field : fields) {
      if (!isPlain(field)) {
        continue;
      }
      Schema type =
          field.getFields() == null
              ? Schema.create(Schema.Type.STRING)
              : structure(path + "_" + field.getName(), field.getFields());
      structure.add(
          new Schema.Field(
              field.getName(),
              "REPEATED".equals(field.getMode()) ? Schema.createArray(type) : type));
    }
    return Schema.createRecord(path, null, null, false, structure);
  }

  private InputException problem(String message) {
    return new InputException(table.label() + ": " + message);
  }

  private static String explained(GoogleAnswer answer) {
    return switch (answer.status()) {
      case 0 -> "BigQuery cannot be asked: " + answer.said();
      case GoogleAnswer.BAD_REQUEST -> "BigQuery does not understand it: " + answer.said();
      case GoogleAnswer.UNAUTHORIZED ->
          "BigQuery does not know who asks (%s); %s".formatted(answer.said(), GoogleLogin.HOW);
      case GoogleAnswer.FORBIDDEN ->
          "there is no right to read it (%s); grant the roles BigQuery Data Viewer on the table, and Job User and Read Session User on the project"
              .formatted(answer.said());
      case GoogleAnswer.NOT_FOUND ->
          "there is no such table (%s); check its project, dataset and name"
              .formatted(answer.said());
      default -> "BigQuery fails with %d: %s".formatted(answer.status(), answer.said());
    };
  }
}
