package dev.catchment.pipelines.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableSchema;
import com.sun.net.httpserver.HttpServer;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Fork;
import dev.catchment.pipelines.ParquetText;
import dev.catchment.pipelines.RejectedLine;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.ExpectationPlan;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.BigQueryTable;
import dev.catchment.read.FakeStorage;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.ReadBigQuery;
import dev.catchment.read.SourceTable;
import dev.catchment.write.TallyFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices;
import org.apache.beam.sdk.io.gcp.testing.FakeBigQueryServices;
import org.apache.beam.sdk.io.gcp.testing.FakeDatasetService;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Rule;
import org.junit.Test;

/** Tables and queries of BigQuery as sources. */
public class BigQueryTest {
  private static final String CONFIG =
      """
      version: 1
      sources:
        orders:
          format: bigquery
          bigquery: {%s}
          personal: {customer.mail: email}
          map: {messageId: id, timestamp: at}
          identifiers: {mail: customer.mail}
          fields:
            properties.amount: {column: amount, type: decimal, min: 0}
            properties.sku: items.0.sku
      """;

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"root","fields":[
              {"name":"id","type":"long"},
              {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
              {"name":"amount","type":["null","double"]},
              {"name":"customer","type":["null",{"type":"record","name":"customer","fields":[
                {"name":"mail","type":["null","string"]}]}]},
              {"name":"items","type":{"type":"array","items":{"type":"record","name":"items",
                "fields":[{"name":"sku","type":["null","string"]}]}}}]}
              """);

  private static final String TABLE =
      """
      {"tableReference": {"projectId": "shop", "datasetId": "crm", "tableId": "orders"},
       "type": "TABLE", "numBytes": "0", "schema": {"fields": [
       {"name": "Id", "type": "INTEGER"}, {"name": "at", "type": "TIMESTAMP"},
       {"name": "amount", "type": "FLOAT"},
       {"name": "customer", "type": "RECORD", "fields": [{"name": "mail", "type": "STRING"}]},
       {"name": "items", "type": "RECORD", "mode": "REPEATED",
        "fields": [{"name": "sku", "type": "STRING"}]}]}}
      """;

  @Rule public final Workspace work = new Workspace();

  private void config(String bigQuery) {
    work.write("catchment.yaml", CONFIG.formatted(bigQuery));
  }

  /** What is read by the services that Beam publishes for tests. */
  private record FakeTable(BigQueryTable table, BigQueryServices services) implements SourceTable {
    @Override
    public String label() {
      return table.label();
    }

    @Override
    public void check(List<String> columns, PipelineOptions options) {}

    @Override
    public PTransform<PBegin, PCollectionTuple> read(
        String source, List<String> columns, Instant runTime) {
      return ReadBigQuery.from(source, table, columns).withServices(services);
    }

    @Override
    public boolean hasFirst() {
      return table.hasFirst();
    }

    @Override
    public FirstRecords first(String source, List<String> columns, int limit) {
      return table.first(source, columns, limit);
    }
  }

  @Test
  public void everyRowIsAccountedForAndNobodyIsNamed() throws Exception {
    config("table: shop.crm.orders");
    FakeDatasetService.setUp();
    FakeDatasetService datasets = new FakeDatasetService();
    datasets.createDataset("shop", "crm", "", "", null);
    datasets.createTable(
        new Table()
            .setTableReference(
                new TableReference().setProjectId("shop").setDatasetId("crm").setTableId("orders"))
            .setNumBytes(0L)
            .setSchema(schema("id", "at", "amount", "customer", "items")));
    List<GenericRecord> rows =
        List.of(
            row(1, 5.0, "ann@example.com", "a", "b"),
            row(1, 5.0, "ann@example.com", "a", "b"),
            row(2, null, null),
            row(3, -1.0, "bob@example.com", "c"));
    CollectSummary summary =
        collect(
            new FakeBigQueryServices()
                .withDatasetService(datasets)
                .withStorageClient(new FakeStorage(SCHEMA, rows)));

    assertEquals(4, summary.read());
    assertEquals(2, summary.accepted());
    assertEquals(1, summary.duplicate());
    assertEquals(1, summary.rejected());
    RejectedLine rejected = RejectedLine.in(work.path("rejected")).get(0);
    assertEquals("out_of_range_amount", rejected.reason());
    assertEquals("bigquery:shop.crm.orders", rejected.file());
    assertEquals(0, rejected.line());
    String events = String.join("\n", ParquetText.rowsBelow(work.path("events")));
    assertFalse(events, events.contains("example.com"));
  }

  private static TableSchema schema(String... names) {
    return new TableSchema()
        .setFields(
            Arrays.stream(names)
                .map(name -> new TableFieldSchema().setName(name).setType("STRING"))
                .toList());
  }

  private static GenericRecord row(long id, Double amount, String mail, String... skus) {
    Schema customer = SCHEMA.getField("customer").schema().getTypes().get(1);
    Schema item = SCHEMA.getField("items").schema().getElementType();
    return new GenericRecordBuilder(SCHEMA)
        .set("id", id)
        .set("at", 1769853600000000L)
        .set("amount", amount)
        .set(
            "customer",
            mail == null ? null : new GenericRecordBuilder(customer).set("mail", mail).build())
        .set(
            "items",
            Arrays.stream(skus)
                .map(sku -> new GenericRecordBuilder(item).set("sku", sku).build())
                .toList())
        .build();
  }

  /** Runs the steps of the job with other services in the place of Google's. */
  private CollectSummary collect(BigQueryServices services) {
    BigQueryOptions options = PipelineOptionsFactory.create().as(BigQueryOptions.class);
    options.setProject("shop");
    ConfigFile config = ConfigFile.read(work.path("catchment.yaml").toString());
    EventPlan plan = EventPlan.of(config);
    Sources sources =
        new Sources(
            config,
            new EventPlan(
                plan.fields(),
                plan.namespaces(),
                plan.sources().stream().map(source -> faked(source, services)).toList()),
            ExpectationPlan.of(config, plan.fields()),
            Map.of(),
            new Topics(new TreeMap<>()),
            new Subscriptions(new TreeMap<>()),
            work.path("key.json").toString(),
            Cli.NOW);
    sources.prepare(Cli.silent());
    Pipeline pipeline = Pipeline.create(options);
    CollectPipeline.build(
        pipeline,
        sources,
        Optional.empty(),
        List.of(),
        new CollectPipeline.Outputs(
            work.path("events").toString(),
            work.path("rejected").toString(),
            work.path("tallies").toString()));
    pipeline.run().waitUntilFinish();
    return CollectSummary.of(
        TallyFile.read(work.path("tallies").toString()), sources.expectations(), Cli.NOW, 0);
  }

  private static SourcePlan faked(SourcePlan source, BigQueryServices services) {
    return new SourcePlan(
        source.name(),
        source.input(),
        source.format(),
        source.columns(),
        source.headerNeeded(),
        source.personal(),
        source.consent(),
        source.mapping(),
        source.keepsDuplicates(),
        source.table().map(table -> new FakeTable((BigQueryTable) table, services)),
        source.enrichment(),
        source.unpacking(),
        source.stream());
  }

  @Test
  public void whatIsWrongIsSaidBeforeTheStart() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean found =
              exchange.getRequestURI().getPath().endsWith("/datasets/crm/tables/orders");
          byte[] answer = (found ? TABLE : "{\"error\": {\"code\": 404}}").getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(found ? 200 : 404, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      String[] asked = {
        "--project=shop",
        "--bigQueryEndpoint=http://127.0.0.1:" + server.getAddress().getPort() + "/",
        "--credentialFactoryClass=" + NoopCredentialFactory.class.getName()
      };
      config("table: shop.crm.orderz");
      work.refused(asked)
          .complains("source orders: bigquery:shop.crm.orderz: there is no such table");
      config("table: shop.crm.orders");
      work.refused(asked).complains("bigquery:shop.crm.orders has no column id; did you mean Id?");
      config("table: shop.crm.orders, method: export");
      work.refused(asked).complains("add --tempLocation=gs://BUCKET/FOLDER");
      work.write(
          "catchment.yaml",
          CONFIG.formatted("table: shop.crm.orders").replace("messageId: id", "messageId: Id"));
      List<String> doctor =
          List.of("doctor", "collect", "--config={w}/catchment.yaml", "--output={w}/store");
      work.run(Stream.concat(doctor.stream(), Arrays.stream(asked)).toArray(String[]::new))
          .expect(ExitStatus.DONE);
    } finally {
      server.stop(0);
    }
  }

  @Test
  public void aConfigurationThatContradictsItselfIsRefused() {
    config("table: a.b.c, query: SELECT 1");
    work.refused().complains("sources.orders.bigquery: needs exactly one of table and query");
    config("method: export");
    work.refused().complains("sources.orders.bigquery: needs exactly one of table and query");
    config("table: a.b.c, tempDataset: d");
    work.refused().complains("sources.orders.bigquery.tempDataset: is for a query only");
    config("table: b.c");
    work.refused().complains("sources.orders.bigquery.table: ", "b.c");
    config("table: a.b.c");
    work.refused("--input=in.csv").complains("which is a table of a database");
    work.write(
        "catchment.yaml",
        CONFIG.formatted("table: a.b.c").replace("personal", "input: x\n    personal"));
    work.refused().complains("sources.orders.input: is for sources of files only");
    work.write(
        "catchment.yaml",
        CONFIG.formatted("table: a.b.c").replace("format: bigquery", "format: csv"));
    work.refused().complains("sources.orders.bigquery: is for sources of the format bigquery only");
    work.write(
        "catchment.yaml",
        CONFIG.formatted("table: a.b.c").replace("sku: items.0.sku", "who: customer"));
    work.refused().complains("name the single values inside instead");
  }

  @Test
  public void withoutGooglesLibrariesItIsRefused() throws IOException, InterruptedException {
    config("table: shop.crm.orders");
    Process process =
        Fork.withoutGoogle(
                "collect", "--config=" + work.path("catchment.yaml"), "--output=" + work.path("s"))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(said, ExitStatus.USAGE.code(), process.waitFor());
    assertTrue(said, said.contains("sources.orders.format: bigquery needs Google's libraries"));
    assertTrue(said, said.contains("set CATCHMENT_WITH=google"));
    assertFalse(said, said.contains("\tat "));
  }
}
