package dev.catchment.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.bigquery.model.JobStatistics;
import com.google.api.services.bigquery.model.JobStatistics2;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import com.google.api.services.bigquery.model.TableSchema;
import dev.catchment.account.Tallies;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryUtils;
import org.apache.beam.sdk.io.gcp.testing.FakeBigQueryServices;
import org.apache.beam.sdk.io.gcp.testing.FakeDatasetService;
import org.apache.beam.sdk.io.gcp.testing.FakeJobService;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Rows of tables and queries, from the services that Beam publishes for tests. */
public class ReadBigQueryTest {
  private static final String TABLE = "shop.crm.orders";

  private static final TableSchema SCHEMA =
      new TableSchema()
          .setFields(
              List.of(
                  field("id", "INTEGER").setMode("REQUIRED"),
                  field("at", "TIMESTAMP"),
                  field("local", "DATETIME"),
                  field("day", "DATE"),
                  field("clock", "TIME"),
                  field("price", "NUMERIC"),
                  field("exact", "BIGNUMERIC"),
                  field("ratio", "FLOAT"),
                  field("paid", "BOOLEAN"),
                  field("raw", "BYTES"),
                  field("note", "STRING"),
                  field("doc", "JSON"),
                  field("tags", "STRING").setMode("REPEATED"),
                  field("customer", "RECORD").setFields(List.of(field("city", "STRING"))),
                  field("items", "RECORD")
                      .setMode("REPEATED")
                      .setFields(List.of(field("sku", "STRING"), field("price", "NUMERIC")))));

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "at",
          "local",
          "day",
          "clock",
          "price",
          "exact",
          "ratio",
          "paid",
          "raw",
          "note",
          "doc",
          "tags.0",
          "tags",
          "customer.city",
          "items.1.sku",
          "items.1.price");

  private static final List<String> TEXTS =
      List.of(
          "9007199254740993",
          "2026-01-31T10:00:00.000001Z",
          "2026-01-31T10:00:00.5",
          "2026-01-31",
          "10:00:01",
          "-12.500000000",
          "0.00000000000000000000000000000000000001",
          "0.1",
          "true",
          "\u0000\u00ff",
          " x ",
          "{\"a\":1}",
          "red",
          "[\"red\", \"blue\"]",
          "Leeds",
          "b",
          "2.000000000");

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  private final FakeDatasetService datasets = new FakeDatasetService();
  private final FakeJobService jobs = new FakeJobService();

  @Before
  public void fill() throws IOException, InterruptedException {
    FakeDatasetService.setUp();
    FakeJobService.setUp();
    datasets.createDataset("shop", "crm", "", "", null);
    BigQueryOptions options = pipeline.getOptions().as(BigQueryOptions.class);
    options.setProject("shop");
    options.setTempLocation(folder.getRoot().getPath());
  }

  private static TableFieldSchema field(String name, String type) {
    return new TableFieldSchema().setName(name).setType(type);
  }

  private void create(TableSchema schema, List<TableRow> rows)
      throws IOException, InterruptedException {
    Table table =
        new Table()
            .setTableReference(BigQueryCheck.reference(TABLE))
            .setSchema(schema)
            .setNumBytes(0L);
    datasets.createTable(table);
    datasets.insertAll(table.getTableReference(), rows, null);
  }

  private FakeBigQueryServices services(List<GenericRecord> stored) {
    Schema schema = stored.isEmpty() ? avro(SCHEMA) : stored.get(0).getSchema();
    return new FakeBigQueryServices()
        .withDatasetService(datasets)
        .withJobService(jobs)
        .withStorageClient(new FakeStorage(schema, stored));
  }

  private static Schema avro(TableSchema schema) {
    return BigQueryUtils.toGenericAvroSchema(schema, true);
  }

  private static ByteBuffer decimal(String number, int scale) {
    return ByteBuffer.wrap(new BigDecimal(number).setScale(scale).unscaledValue().toByteArray());
  }

  private static GenericRecord full() {
    Schema schema = avro(SCHEMA);
    Schema item = schema.getField("items").schema().getElementType();
    Schema customer = schema.getField("customer").schema().getTypes().get(1);
    return new GenericRecordBuilder(schema)
        .set("id", 9007199254740993L)
        .set("at", 1769853600000001L)
        .set("local", "2026-01-31T10:00:00.5")
        .set("day", 20484)
        .set("clock", 36001000000L)
        .set("price", decimal("-12.5", 9))
        .set("exact", decimal("1e-38", 38))
        .set("ratio", 0.1)
        .set("paid", true)
        .set("raw", ByteBuffer.wrap("\u0000\u00ff".getBytes(ISO_8859_1)))
        .set("note", " x ")
        .set("doc", "{\"a\":1}")
        .set("tags", List.of("red", "blue"))
        .set("customer", new GenericRecordBuilder(customer).set("city", "Leeds").build())
        .set(
            "items",
            List.of(
                new GenericRecordBuilder(item).set("sku", "a").set("price", null).build(),
                new GenericRecordBuilder(item)
                    .set("sku", "b")
                    .set("price", decimal("2", 9))
                    .build()))
        .build();
  }

  private static GenericRecord empty() {
    GenericRecordBuilder row = new GenericRecordBuilder(avro(SCHEMA)).set("id", 2L);
    for (TableFieldSchema field : SCHEMA.getFields()) {
      if (!"REQUIRED".equals(field.getMode())) {
        row.set(field.getName(), "REPEATED".equals(field.getMode()) ? List.of() : null);
      }
    }
    return row.build();
  }

  private static RawRecord record(String file, String... texts) {
    return RawRecord.of("orders", new Position(file, 0), texts);
  }

  /** The texts of the row that has a value in its first column alone, and an empty list. */
  private static String[] emptyTexts() {
    String[] texts = new String[COLUMNS.size()];
    texts[0] = "2";
    texts[COLUMNS.indexOf("tags")] = "[]";
    return texts;
  }

  private PCollectionTuple read(
      BigQueryTable table, List<String> columns, FakeBigQueryServices services) {
    return pipeline.apply(ReadBigQuery.from("orders", table, columns).withServices(services));
  }

  @Test
  public void readsValuesOfEveryType() throws IOException, InterruptedException {
    create(SCHEMA, List.of());
    PCollectionTuple read =
        read(
            new BigQueryTable(TABLE, null, false, null),
            COLUMNS,
            services(List.of(full(), empty())));
    PAssert.that(read.get(ReadRecords.RECORDS))
        .containsInAnyOrder(
            record("bigquery:" + TABLE, TEXTS.toArray(String[]::new)),
            record("bigquery:" + TABLE, emptyTexts()));
    PAssert.that(read.get(ReadRecords.REJECTED)).empty();
    assertCount(read, 2);
    pipeline.run();
  }

  @Test
  public void readsOnlyTheFieldsThatAreUsed() throws IOException, InterruptedException {
    create(SCHEMA, List.of());
    PCollectionTuple read =
        read(
            new BigQueryTable(TABLE, null, false, null),
            List.of("items.1.sku", "id", "items.0.sku"),
            services(List.of(full())));
    PAssert.that(read.get(ReadRecords.RECORDS))
        .containsInAnyOrder(record("bigquery:" + TABLE, "b", "9007199254740993", "a"));
    pipeline.run();
  }

  @Test
  public void anExportLeavesNoFiles() throws IOException, InterruptedException {
    create(
        new TableSchema().setFields(List.of(field("id", "INTEGER"), field("note", "STRING"))),
        Stream.iterate(1L, id -> id <= 12, id -> id + 1)
            .map(id -> new TableRow().set("id", id).set("note", id == 7 ? null : "n" + id))
            .toList());
    PCollectionTuple read =
        read(
            new BigQueryTable(TABLE, null, true, null), List.of("note", "id"), services(List.of()));
    PAssert.that(read.get(ReadRecords.RECORDS))
        .containsInAnyOrder(
            Stream.iterate(1, id -> id <= 12, id -> id + 1)
                .map(id -> record("bigquery:" + TABLE, id == 7 ? null : "n" + id, "" + id))
                .toList());
    assertCount(read, 12);
    pipeline.run().waitUntilFinish();
    assertEquals(1, jobs.getNumExtractJobCalls());
    try (Stream<Path> left = Files.walk(folder.getRoot().toPath())) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  public void readsTheRowsOfAQuery() throws IOException, InterruptedException {
    TableSchema schema = new TableSchema().setFields(List.of(field("id", "INTEGER")));
    List<TableRow> rows = List.of(new TableRow().set("id", 1L), new TableRow().set("id", 2L));
    String query = FakeBigQueryServices.encodeQueryResult(new Table().setSchema(schema), rows);
    expect(query, schema);
    for (boolean isExported : new boolean[] {true, false}) {
      List<GenericRecord> stored =
          Stream.of(1L, 2L)
              .<GenericRecord>map(
                  id -> new GenericRecordBuilder(avro(schema)).set("id", id).build())
              .toList();
      PCollectionTuple read =
          pipeline.apply(
              "Exported " + isExported,
              ReadBigQuery.from(
                      "orders", new BigQueryTable(null, query, isExported, null), List.of("id"))
                  .withServices(services(stored)));
      PAssert.that(read.get(ReadRecords.RECORDS))
          .containsInAnyOrder(record("bigquery:query", "1"), record("bigquery:query", "2"));
    }
    pipeline.run();
  }

  private void expect(String query, TableSchema schema) {
    jobs.expectDryRunQuery(
        "shop",
        query,
        new JobStatistics()
            .setTotalBytesProcessed(0L)
            .setQuery(new JobStatistics2().setSchema(schema).setTotalBytesProcessed(0L)));
  }

  private static void assertCount(PCollectionTuple read, long expected) {
    PAssert.that(read.get(Tallies.TAG))
        .satisfies(
            counts -> {
              long records = 0;
              for (KV<String, Long> count : counts) {
                assertEquals("read/orders", count.getKey());
                records += count.getValue();
              }
              assertEquals(expected, records);
              return null;
            });
  }

  @Test
  public void aTableWithItsColumnsIsInOrder() throws IOException, InterruptedException {
    create(SCHEMA, List.of());
    check(new BigQueryTable(TABLE, null, false, null), COLUMNS);
  }

  @Test
  public void whatIsWrongIsSaidBeforeTheStart() throws IOException, InterruptedException {
    BigQueryTable orders = new BigQueryTable(TABLE, null, false, null);
    refused(orders, "bigquery:" + TABLE + ": there is no such table", "id");
    create(SCHEMA, List.of());
    refused(orders, "has no column Id; did you mean id?", "Id");
    refused(orders, "has no column customer.town", "customer.town");
    refused(orders, "items.sku: sku stands where a list is, which needs an index", "items.sku");
    refused(orders, "there is nothing below a value", "note.x");
    refused(new BigQueryTable("no.such.table", null, false, null), "there is no such table", "id");
    refused(
        new BigQueryTable(TABLE, null, true, null),
        "the method export needs a folder in Cloud Storage; add --tempLocation=gs://",
        "id");
    pipeline.getOptions().as(BigQueryOptions.class).setProject(null);
    refused(orders, "add --project=PROJECT", "id");
  }

  @Test
  public void aTableMayHaveNoColumnsYet() throws IOException {
    datasets.createTable(new Table().setTableReference(BigQueryCheck.reference(TABLE)));
    refused(new BigQueryTable(TABLE, null, false, null), "it has no columns yet", "id");
  }

  @Test
  public void aColumnWithABlankInItsNameNeedsAQuery() throws IOException {
    datasets.createTable(
        new Table()
            .setTableReference(BigQueryCheck.reference(TABLE))
            .setSchema(
                new TableSchema()
                    .setFields(List.of(field("id", "INTEGER"), field("unit price", "NUMERIC")))));
    BigQueryTable orders = new BigQueryTable(TABLE, null, false, null);
    check(orders, List.of("id"));
    refused(orders, "in a query: SELECT `unit price` AS …", "id", "unit price");
  }

  @Test
  public void aViewIsReadByAQuery() throws IOException {
    datasets.createTable(
        new Table()
            .setTableReference(BigQueryCheck.reference(TABLE))
            .setSchema(SCHEMA)
            .setType("MATERIALIZED_VIEW"));
    refused(
        new BigQueryTable(TABLE, null, false, null),
        "it is of the type materialized view, whose rows a query gives; write query: SELECT … FROM `shop.crm.orders`",
        "id");
  }

  @Test
  public void anAnswerOfGoogleIsExplained() {
    answered(400, "BigQuery does not understand it: no");
    answered(401, "BigQuery does not know who asks (no); run gcloud auth");
    answered(403, "there is no right to read it (no); grant the roles BigQuery Data Viewer");
    answered(404, "there is no such table (no)");
    answered(500, "BigQuery fails with 500: no");
  }

  /** Answers every question for a table with a status. */
  private static final class Answering extends FakeDatasetService {
    private static final long serialVersionUID = 1;

    private final int status;

    Answering(int status) {
      this.status = status;
    }

    @Override
    public Table getTable(TableReference table) throws IOException {
      throw new IOException(
          "tried", new HttpResponseException.Builder(status, "no", new HttpHeaders()).build());
    }

    @Override
    public void close() {}
  }

  private void answered(int status, String words) {
    String said =
        assertThrows(
                InputException.class,
                () ->
                    BigQueryCheck.check(
                        new BigQueryTable(TABLE, null, false, null),
                        List.of("id"),
                        pipeline.getOptions(),
                        new FakeBigQueryServices().withDatasetService(new Answering(status))))
            .getMessage();
    assertTrue(words + " is not in " + said, said.contains(words));
  }

  @Test
  public void aQueryIsCheckedByADryRun() {
    expect("SELECT 1 AS id", new TableSchema().setFields(List.of(field("id", "INTEGER"))));
    BigQueryTable query = new BigQueryTable(null, "SELECT 1 AS id", false, null);
    check(query, List.of("id"));
    refused(query, "bigquery:query has no column ib; did you mean id?", "ib");
    expect("DROP TABLE t", null);
    refused(new BigQueryTable(null, "DROP TABLE t", false, null), "a SELECT is wanted", "id");
  }

  private void check(BigQueryTable table, List<String> columns) {
    BigQueryCheck.check(table, columns, pipeline.getOptions(), services(List.of()));
  }

  private void refused(BigQueryTable table, String words, String... columns) {
    String said =
        assertThrows(InputException.class, () -> check(table, Arrays.asList(columns))).getMessage();
    assertTrue(words + " is not in " + said, said.contains(words));
  }
}
