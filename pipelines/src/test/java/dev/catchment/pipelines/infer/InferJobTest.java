package dev.catchment.pipelines.infer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.config.CatchmentConfig.Part;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.Rule;
import org.junit.Test;

/** Files of which everything is known: what is proposed for them is that, and can be run. */
public class InferJobTest {
  private static final int ROWS = 120;
  private static final List<String> NAMES =
      List.of("Zora Quillfeather", "J\u00e9r\u00f4me \u00c9toile", "Bruno Vandersloot");

  @Rule public final Workspace work = new Workspace();

  /** Proposes for a file, and has the proposal checked by a run of collect over all of it. */
  private Source infer(String input) throws IOException {
    Cli.Result result =
        work.run("infer", "--input={w}/" + input, "--output={w}/out.yaml", "--overwrite")
            .expect(ExitStatus.DONE);
    work.run(
            "collect",
            "--config={w}/out.yaml",
            "--output={w}/store",
            "--key={w}/key.json",
            "--overwrite")
        .expect(ExitStatus.DONE);
    JsonNode summary = new ObjectMapper().readTree(work.path("store/summary.json").toFile());
    assertTrue(
        result.err(),
        result
            .err()
            .contains(
                "of %,d records of the sample %,d would be accepted"
                    .formatted(
                        summary.get("read").asLong(),
                        summary.get("accepted").asLong() + summary.get("duplicate").asLong())));
    CatchmentConfig config = ConfigFile.read(work.path("out.yaml").toString()).config();
    return config.sources().values().iterator().next();
  }

  private String proposal() throws IOException {
    return Files.readString(work.path("out.yaml"));
  }

  private static String column(Source source, String field) {
    Part part = source.fields().get(field);
    return part == null ? null : part.column() + " " + part.type();
  }

  /** Orders with a column of each type, their fields between delimiters. */
  private static String orders(String delimiter, boolean hasHeader) {
    Random chance = new Random(7);
    StringBuilder text = new StringBuilder();
    if (hasHeader) {
      text.append(
          String.join(
              delimiter,
              "OrderNo",
              "CustomerID",
              "Mail",
              "FullName",
              "OrderDate",
              "Quantity",
              "UnitPrice",
              "Gift",
              "Status",
              "Sku"));
      text.append("\r\n");
    }
    for (int row = 0; row < ROWS; row++) {
      int customer = chance.nextInt(30);
      text.append(
          String.join(
              delimiter,
              "A-" + (1000 + row),
              "C" + customer,
              "buyer" + customer + "@mail.example.org",
              NAMES.get(chance.nextInt(NAMES.size())),
              "%02d/%02d/2025 10:%02d".formatted(1 + row % 28, 1 + row % 12, row % 60),
              Integer.toString(1 + chance.nextInt(9)),
              "%d.%02d".formatted(chance.nextInt(90), chance.nextInt(100)),
              row % 2 == 0 ? "true" : "false",
              row % 3 == 0 ? "paid" : "open",
              "0" + (4000 + chance.nextInt(50))));
      text.append("\r\n");
    }
    return text.toString();
  }

  private static void checkOrders(Source source) {
    assertEquals("csv", source.format());
    assertEquals(Map.of("Mail", "email", "FullName", "name"), source.personal());
    assertEquals("OrderNo", source.map().messageId().column());
    assertEquals("OrderDate", source.map().timestamp().column());
    assertEquals(List.of("dd/MM/yyyy HH:mm"), source.map().timestamp().pattern());
    assertEquals("CustomerID", source.identifiers().get("customer").column());
    assertEquals("Mail", source.identifiers().get("email").column());
    assertEquals("Quantity integer", column(source, "properties.quantity"));
    assertEquals("UnitPrice decimal", column(source, "properties.unit_price"));
    assertEquals("Gift boolean", column(source, "properties.gift"));
    assertEquals("Status null", column(source, "properties.status"));
    assertEquals("an id with a leading zero is text", "Sku null", column(source, "properties.sku"));
    assertEquals(5, source.fields().size());
  }

  @Test
  public void everyDelimiterIsRecognised() throws IOException {
    for (String delimiter : List.of(",", ";", "\t", "|")) {
      work.write("orders.csv", orders(delimiter, true));
      Source source = infer("orders.csv");
      assertEquals(delimiter, source.csv().delimiter());
      assertEquals(null, source.csv().header());
      checkOrders(source);
    }
    assertTrue(proposal(), proposal().contains("only oneOf: [open, paid]"));
  }

  @Test
  public void everyEncodingIsRecognised() throws IOException {
    for (Charset charset : List.of(UTF_8, UTF_16, Charset.forName("UTF-16LE"), ISO_8859_1)) {
      work.write("orders.csv", orders(";", true).getBytes(charset));
      Source source = infer("orders.csv");
      String wanted = charset.equals(ISO_8859_1) ? "windows-1252" : charset.name();
      assertEquals(charset.equals(UTF_8) ? null : wanted, source.encoding());
      checkOrders(source);
    }
    work.write("orders.csv", "\ufeff" + orders(",", true));
    checkOrders(infer("orders.csv"));
  }

  @Test
  public void compressedFilesAreLookedInto() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(orders(",", true).getBytes(UTF_8));
    }
    work.write("orders-1.csv.gz", bytes.toByteArray());
    work.write("orders-2.csv.gz", bytes.toByteArray());
    Source source = infer("orders-*.csv.gz");
    assertEquals("orders-*.csv.gz", source.input());
    assertEquals(
        "no id names each record when the file is there twice", null, source.map().messageId());
    assertTrue(proposal(), proposal().contains("# messageId: COLUMN"));
  }

  @Test
  public void aFileWithoutAHeaderIsKnownByItsPlaces() throws IOException {
    work.write("orders.csv", orders(",", false));
    Source source = infer("orders.csv");
    assertEquals(
        IntStream.rangeClosed(1, 10).mapToObj(place -> "column_" + place).toList(),
        source.csv().header());
    assertEquals("column_5", source.map().timestamp().column());
    assertEquals(Map.of("column_3", "email"), source.personal());
    assertEquals("column_6 integer", column(source, "properties.column_6"));
    assertTrue(proposal(), proposal().contains("the columns have no names"));
    assertFalse(proposal(), proposal().contains("Quillfeather"));
  }

  @Test
  public void namesAloneAreNotTakenForAHeader() throws IOException {
    work.write("people.csv", "Zora;Rome\nBruno;Oslo\nMilla;Bern\nZora;Rome\n");
    Source source = infer("people.csv");
    assertEquals(List.of("column_1", "column_2"), source.csv().header());
    assertFalse(proposal(), proposal().matches("(?s).*(Zora|Bruno|Milla|zora).*"));
    work.write("people.csv", "first_name;city\nBruno;Oslo\nMilla;Bern\nZora;Rome\n");
    assertEquals(null, infer("people.csv").csv().header());
    assertFalse(proposal(), proposal().matches("(?s).*(Zora|Bruno|Milla|zora).*"));
  }

  @Test
  public void valuesBelowAnEmptyFieldMakeNoHeader() throws IOException {
    work.write("people.csv", "Zora,Rome,\nBruno,Oslo,42\nMilla,Bern,17\n");
    assertEquals(List.of("column_1", "column_2", "column_3"), infer("people.csv").csv().header());
    assertFalse(proposal(), proposal().matches("(?s).*(Zora|Rome|zora|rome).*"));
    work.write("people.csv", "who,where,many\nBruno,Oslo,42\nMilla,Bern,17\n");
    assertEquals(null, infer("people.csv").csv().header());
  }

  @Test
  public void columnsNamedAsValuesInsideOfCellsAreWrittenWithABackslash() throws IOException {
    work.write("in.csv", "id,time,from -> to,price\n1,2025-01-01,a,5\n2,2025-01-02,b,6\n");
    assertEquals("from \\-> to", infer("in.csv").fields().get("properties.from_to").column());
    work.write("in.jsonl", "{\"id\":1,\"from -> to\":2,\"price\":5}\n");
    assertEquals("from \\-> to", infer("in.jsonl").fields().get("properties.from_to").column());
  }

  @Test
  public void dayAndMonthAreToldByTheDataOrLeftOpen() throws IOException {
    work.write("in.csv", "id,seen\n1,03/25/2025\n2,04/01/2025\n");
    assertEquals(List.of("MM/dd/yyyy"), infer("in.csv").map().timestamp().pattern());
    assertFalse(proposal(), proposal().contains("EXCHANGED"));
    work.write("in.csv", "id,seen\n1,03/05/2025\n2,04/01/2025\n");
    assertEquals(List.of("dd/MM/yyyy"), infer("in.csv").map().timestamp().pattern());
    assertTrue(proposal(), proposal().contains("the sample fits 'MM/dd/yyyy' as well"));
  }

  @Test
  public void aCommaIsADecimalMarkWhereItPartsNoThousands() throws IOException {
    work.write("in.csv", "id;time;amount\n1;2025-01-01;12,50\n2;2025-01-02;1.234,00\n");
    Source source = infer("in.csv");
    assertEquals(";", source.csv().delimiter());
    assertEquals("amount decimal", column(source, "properties.amount"));
    assertEquals(",", source.fields().get("properties.amount").decimal());
    work.write("in.csv", "id;time;amount\n1;2025-01-01;12,500\n2;2025-01-02;1,234\n");
    assertEquals("amount null", column(infer("in.csv"), "properties.amount"));
  }

  @Test
  public void peopleWithoutATimeGetTheDayOfTheRun() throws IOException {
    work.write(
        "crm.csv",
        "customer_no,mail,date_of_birth,city\n1,a@example.org,1980-02-01,Rome\n2,b@example.org,1990-05-01,Oslo\n");
    Source source = infer("crm.csv");
    assertEquals("2026-01-31T00:00:00Z", source.map().timestamp().constant());
    assertEquals("identify", source.map().type().constant());
    assertEquals(Map.of("mail", "email", "date_of_birth", "text"), source.personal());
    assertEquals("customer_no", source.identifiers().get("customer").column());
    assertEquals("city null", column(source, "traits.city"));
    assertTrue(proposal(), proposal().contains("no column tells when"));
  }

  @Test
  public void jsonLinesAreKnownByTheirPaths() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      text.append(
          "{\"messageId\":\"m%d\",\"type\":\"track\",\"event\":\"View\",\"ts\":%d,\"user\":{\"id\":\"u%d\",\"email\":\"u%d@example.org\"},\"properties\":{\"price\":%d.5,\"tags\":[1]}}\n"
              .formatted(row, 1_767_225_600_000L + row, row % 20, row % 20, row));
    }
    work.write("web.jsonl", text.toString());
    Source source = infer("web.jsonl");
    assertEquals("json", source.format());
    assertEquals(Map.of("user.email", "email"), source.personal());
    assertEquals("messageId", source.map().messageId().column());
    assertEquals("type", source.map().type().column());
    assertEquals("event", source.map().event().column());
    assertEquals("ts", source.map().timestamp().column());
    assertEquals("millis", source.map().timestamp().unit());
    assertEquals("user.id", source.identifiers().get("user").column());
    assertEquals("properties.price decimal", column(source, "properties.price"));
    assertTrue(proposal(), proposal().contains("Lists are left out"));
  }

  @Test
  public void expectationsOfFieldsThatEndAlikeHaveTheirOwnNames() throws IOException {
    work.write(
        "web.jsonl", "{\"properties\":{\"price\":1,\"quantity\":3},\"context\":{\"price\":2}}\n");
    assertEquals(
        Set.of(
            "properties-price-not-negative", "context-price-not-negative", "quantity-not-negative"),
        infer("web.jsonl").expect().keySet());
  }

  @Test
  public void keysThatAreValuesAreNoNames() throws IOException {
    for (String key :
        List.of(
            "zora@example.org",
            "+49 170 1234567",
            "6f1c1c1e-8a54-4f0e-9d7e-0a1b2c3d4e5f",
            "4711",
            "10.0.0.7",
            "2026-01-31")) {
      work.write(
          "web.jsonl",
          "{\"at\":\"2026-01-01\",\"n\":1,\"%1$s\":2,\"the\":{\"scores\":{\"%1$s\":3,\"zora\":[4]}}}\n"
              .formatted(key));
      assertEquals(Set.of("properties.n"), infer("web.jsonl").fields().keySet());
      assertTrue(
          proposal(), proposal().contains("names are left out: at the top, below the.scores."));
      assertFalse(proposal(), proposal().contains(key) || proposal().contains("zora"));
    }
  }

  @Test
  public void manyRareKeysAreNoNames() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 40; row++) {
      String person = "zora" + (char) ('a' + row / 10) + (char) ('a' + row % 10);
      text.append(
          "{\"at\":\"2026-01-01\",\"n\":%d,\"%s\":1,\"scores\":{\"%s\":{\"won\":2}}}\n"
              .formatted(row, person, person));
    }
    work.write("web.jsonl", text.toString());
    assertEquals(Set.of("properties.n"), infer("web.jsonl").fields().keySet());
    assertTrue(proposal(), proposal().contains("names are left out: at the top, below scores."));
    assertFalse(proposal(), proposal().contains("zora"));
  }

  @Test
  public void manyKeysOfOneRecordAreNames() throws IOException {
    String keys =
        IntStream.range(0, 26)
            .mapToObj(letter -> "\"k%c\":1".formatted('a' + letter))
            .collect(Collectors.joining(","));
    work.write("web.jsonl", "{\"properties\":{" + keys + "}}\n");
    assertEquals(26, infer("web.jsonl").fields().size());
  }

  @Test
  public void namesWithLineBreaksStayInTheirLine() throws IOException {
    for (String code : List.of("\\n", "\\r", "\\u0085", "\\u2028", "\\u2029", "\\u0007")) {
      String key = "a" + code + "version";
      work.write(
          "web.jsonl",
          "{\"%1$s\":1,\"%1$sx\":[1],\"%1$sy\":null,\"%1$sz\":{\"\":1},\"%1$sw\":{\"17\":1}}\n"
              .formatted(key));
      String name = new ObjectMapper().readValue("\"" + key + "\"", String.class);
      assertEquals(name, infer("web.jsonl").fields().get("properties.a_version").column());
      assertTrue(proposal(), proposal().contains("such as \"a" + code + "versionx.0\""));
    }
  }

  @Test
  public void blanksBetweenFieldsAreRecognised() throws IOException {
    work.write("in.txt", " 0004 19970101  2   29.33\r\n 0004 19970118  12   9.73\r\n");
    Source source = infer("in.txt");
    assertEquals("whitespace", source.csv().delimiter());
    assertEquals(List.of("yyyyMMdd"), source.map().timestamp().pattern());
    assertEquals("column_1 null", column(source, "properties.column_1"));
    assertEquals("column_3 integer", column(source, "properties.column_3"));
    assertEquals("column_4 decimal", column(source, "properties.column_4"));
  }

  @Test
  public void accessLogsAreRecognised() throws IOException {
    work.write(
        "access.log",
        "10.0.0.7 - zora [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 20 \"-\" \"Mozilla/5.0 (x)\"\n"
            .repeat(3));
    Source source = infer("access.log");
    assertEquals("apache-combined", source.lines().preset());
    assertEquals(Map.of("host", "text", "ident", "text", "user", "text"), source.personal());
    assertEquals(List.of("dd/MMM/yyyy:HH:mm:ss Z"), source.map().timestamp().pattern());
    assertEquals("host", source.identifiers().get("address").column());
    assertFalse(proposal(), proposal().contains("zora") || proposal().contains("10.0.0.7"));
  }

  @Test
  public void avroIsKnownByItsColumns() throws IOException {
    Schema user = SchemaBuilder.record("User").fields().requiredString("id").endRecord();
    Schema schema =
        SchemaBuilder.record("Row")
            .fields()
            .requiredString("at")
            .requiredDouble("price")
            .name("user")
            .type(user)
            .noDefault()
            .endRecord();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
      writer.create(schema, work.path("in.avro").toFile());
      for (int row = 1; row <= 3; row++) {
        writer.append(
            new GenericRecordBuilder(schema)
                .set("at", "2026-01-0" + row)
                .set("price", row + 0.5)
                .set("user", new GenericRecordBuilder(user).set("id", "u" + row).build())
                .build());
      }
    }
    Source source = infer("in.avro");
    assertEquals("avro", source.format());
    assertEquals("at", source.map().timestamp().column());
    assertEquals("user.id", source.identifiers().get("user").column());
    assertEquals("price decimal", column(source, "properties.price"));
  }

  @Test
  public void parquetIsKnownByItsColumns() throws IOException {
    work.collect().expect(ExitStatus.DONE);
    Files.move(work.path("store"), work.path("made"));
    Source source = infer("made/events/*/*.parquet");
    assertEquals("parquet", source.format());
    assertEquals("timestamp", source.map().timestamp().column());
  }

  @Test
  public void withoutAnOutputTheProposalIsPrintedAndNothingWritten() {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    work.run("infer", "--input={w}/in.csv", "--name=shop", "--sample=1")
        .expect(ExitStatus.DONE)
        .says("version: 1\nsources:\n  shop:\n", "the first 1 records");
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
  }

  @Test
  public void aFileThatStandsThereIsReplacedOnlyWhenAsked() {
    work.run("infer", "--input={w}/in.csv", "--output={w}/catchment.yaml")
        .expect(ExitStatus.USAGE)
        .complains("catchment.yaml stands there already", "--overwrite");
  }

  @Test
  public void whatCannotBeReadIsNamed() {
    work.write("empty.csv", "");
    work.write("header.csv", "id,time\n");
    work.write("photo.csv", new byte[] {1, 0, 0, 7, 0, 0, 0, 9, 4, 0});
    work.write("list.json", "[{\"a\": 1}]\n");
    work.write("nested.json", "{\n  \"a\": 1\n}\n");
    work.write("page.xml", "<a>1</a>\n");
    work.write("archive.csv", "PK\u0003\u0004");
    work.write("zipped.csv", new byte[] {0x1f, (byte) 0x8b, 8, 0});
    work.write(
        "prose.txt", "It was, so they said,\na dark night; and\nnobody, not one, saw, it\nend\n");
    assertTrue(work.path("folder").toFile().mkdir());
    refused("none.csv", "no file matches", "check --input");
    refused("folder", "is a directory");
    refused("empty.csv", "is empty");
    refused("header.csv", "holds no record");
    refused("photo.csv", "is no text, nor Avro or Parquet");
    refused("list.json", "is a JSON list", "jq -c");
    refused("nested.json", "go over several lines");
    refused("page.xml", "looks like XML");
    refused("archive.csv", "ZIP archive", "unpack it");
    refused("zipped.csv", "is gzip, which its name does not say");
    refused("prose.txt", "no steady number of fields");
  }

  private void refused(String input, String... words) {
    work.run("infer", "--input={w}/" + input).expect(ExitStatus.USAGE).complains(words);
  }

  @Test
  public void whatAPersonWouldHaveToAddIsProposed() throws IOException {
    StringBuilder text = new StringBuilder("id,from -> to,Tel,day\n");
    for (int row = 0; row < ROWS; row++) {
      text.append(
          "%d,%s,020 7946 %04d,%s\n"
              .formatted(
                  row,
                  row % 2 == 0 ? "a -> b" : "b -> a",
                  row,
                  row % 3 == 0 ? "%02d.01.2026".formatted(1 + row % 28) : "2026-01-31"));
    }
    work.write("in.csv", text.toString());
    work.run("infer", "--input={w}/in.csv", "--output={w}/out.yaml", "--region=GB")
        .expect(ExitStatus.DONE)
        .complains("of 120 records of the sample 120 would be accepted");
    work.run("collect", "--config={w}/out.yaml", "--output={w}/store", "--key={w}/key.json")
        .expect(ExitStatus.DONE)
        .says("120 read = 120 accepted");
    CatchmentConfig config = ConfigFile.read(work.path("out.yaml").toString()).config();
    assertEquals("GB", config.privacy().region());
    Source source = config.sources().values().iterator().next();
    assertEquals(Map.of("Tel", "phone"), source.personal());
    assertEquals(
        Set.of("dd.MM.yyyy", "yyyy-MM-dd"), Set.copyOf(source.map().timestamp().pattern()));
    assertEquals("from \\-> to", source.fields().get("properties.from_to").column());
    work.run("infer", "--input={w}/in.csv", "--region=XX")
        .expect(ExitStatus.USAGE)
        .complains("XX is not the ISO 3166 code of a region");
  }
}
