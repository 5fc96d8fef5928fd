package dev.catchment.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.Compression;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The formats beside CSV with a header and JSON lines. */
public class RecordFormatsTest {
  private static final List<String> LOG =
      List.of("host", "user", "time", "method", "path", "protocol", "status", "bytes", "agent");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static List<String> row(String... cells) {
    return Arrays.asList(cells);
  }

  private static Collected log(String text) {
    return Collected.read(RecordFormat.lines(LinePattern.preset("apache-combined")), LOG, text);
  }

  @Test
  public void aCombinedLogIsCutIntoItsParts() {
    Collected read =
        log(
            """
            1.2.3.4 - ann [17/May/2015:10:05:03 +0000] "GET /a?b=%20c HTTP/1.1" 200 12 "-" "A \\"b\\" c"\r

            ::1 - - [17/May/2015:10:05:04 +0000] "-" 408 - "-" "-"
            """);
    assertEquals(
        List.of(
            row(
                "1.2.3.4",
                "ann",
                "17/May/2015:10:05:03 +0000",
                "GET",
                "/a?b=%20c",
                "HTTP/1.1",
                "200",
                "12",
                "A \\\"b\\\" c"),
            row("::1", null, "17/May/2015:10:05:04 +0000", null, null, null, "408", null, null)),
        read.records);
    assertEquals(List.of(1L, 3L), read.recordLines);
  }

  @Test
  public void aLineThatDoesNotMatchIsRejected() {
    Collected read =
        log("1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 12 \"-\" \"cut\n");
    assertEquals(List.of("no_match"), read.reasons);
    assertEquals(List.of(), read.records);
  }

  @Test
  public void groupsAreNamedInBothWays() {
    for (String name : List.of("?<b>", "?P<b>")) {
      RecordFormat format = RecordFormat.lines(LinePattern.of("(?P<a>\\w+)=(" + name + ".*)"));
      Collected read = Collected.read(format, List.of("b", "a"), "x= 1 \ny=\nz\n");
      assertEquals(List.of(row("1", "x"), row(null, "y")), read.records);
      assertEquals(List.of(3L), read.rejectedLines);
    }
  }

  @Test
  public void anExpressionThatCannotBeUsedIsExplained() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> LinePattern.of("(?P<a>[x"))
            .getMessage()
            .contains("[x"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> LinePattern.of("(a)(b)"))
            .getMessage()
            .contains("no named group"));
  }

  @Test
  public void aLongLineMatchesAPresetOrNotAtOnce() {
    String begun = "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET /";
    String noise = "\\x a\\\" ".repeat(50_000);
    assertEquals(List.of("no_match"), log(begun + noise + "\n").reasons);
    assertEquals(
        1, log(begun + noise + "\" 200 1 \"" + noise.substring(7) + "\" \"-\"\n").records.size());
    assertEquals(
        row("/" + "\\x".repeat(9)),
        Collected.read(
                RecordFormat.lines(LinePattern.preset("apache-common")),
                List.of("path"),
                begun + "\\x".repeat(9) + "\" 200 1\n")
            .records
            .get(0));
  }

  @Test
  public void noExpressionHangs() {
    RecordFormat format = RecordFormat.lines(LinePattern.of("(?P<a>(x*)*y)"));
    assertEquals(
        List.of("no_match"),
        Collected.read(format, List.of("a"), "x".repeat(10_000) + "\n").reasons);
  }

  @Test
  public void textIsReadInItsEncoding() {
    String text = "name,city\nJ\u00e9r\u00f4me,K\u00f6ln\n\ud83d\ude00\u20ac,b\n";
    for (Charset charset : List.of(UTF_16, UTF_16LE, Charset.forName("UTF-32"))) {
      Collected read =
          Collected.read(
              RecordFormat.csv().withCharset(charset),
              List.of("city", "name"),
              text.getBytes(charset));
      assertEquals(
          charset.name(),
          List.of(row("K\u00f6ln", "J\u00e9r\u00f4me"), row("b", "\ud83d\ude00\u20ac")),
          read.records);
    }
    assertEquals(
        List.of(row("\u65e5\u672c")),
        Collected.read(
                RecordFormat.csv().withCharset(Charset.forName("Shift_JIS")),
                List.of("a"),
                "a\n\u65e5\u672c\n".getBytes(Charset.forName("Shift_JIS")))
            .records);
  }

  @Test
  public void aLongTextIsTheSameInEveryEncoding() {
    StringBuilder text = new StringBuilder("a\n");
    for (int line = 0; line < 5000; line++) {
      text.append("\ud83d\ude00".repeat(line % 7)).append("x\u20ac").append(line).append('\n');
    }
    List<List<String>> expected =
        Collected.read(RecordFormat.csv(), List.of("a"), text.toString()).records;
    assertEquals(5000, expected.size());
    for (Charset charset : List.of(UTF_16, Charset.forName("GB18030"))) {
      assertEquals(
          expected,
          Collected.read(
                  RecordFormat.csv().withCharset(charset),
                  List.of("a"),
                  text.toString().getBytes(charset))
              .records);
    }
  }

  @Test
  public void aLineThatIsNotOfTheEncodingIsRejectedAlone() {
    byte[] content = "a\nb\nc\u0081d\nb\u00e9\n".getBytes(ISO_8859_1);
    Collected read =
        Collected.read(
            RecordFormat.csv().withCharset(Charset.forName("windows-1252")), List.of("a"), content);
    assertEquals(List.of(row("b"), row("b\u00e9")), read.records);
    assertEquals(List.of(3L), read.rejectedLines);
    assertEquals(List.of("invalid_utf8"), read.reasons);
  }

  @Test
  public void linesOfMixedEncodingsAreRejectedOneByOne() {
    byte[] utf8 = "a\n\u00e9\n".getBytes(UTF_8);
    byte[] latin = "\u00e9\nz\n".getBytes(ISO_8859_1);
    byte[] content = Arrays.copyOf(utf8, utf8.length + latin.length);
    System.arraycopy(latin, 0, content, utf8.length, latin.length);
    Collected read = Collected.read(RecordFormat.csv(), List.of("a"), content);
    assertEquals(List.of(row("\u00e9"), row("z")), read.records);
    assertEquals(List.of(3L), read.rejectedLines);
  }

  @Test
  public void rowsMayHaveAnyWidth() {
    RecordFormat format = RecordFormat.csv().withRaggedRows();
    String text = "milk,\"a \"\"b\"\"\",c\n\nbread\n,\nx,\"open\ny,\"z\"w\n";
    Collected read = Collected.read(format, List.of("1", "3", "rest"), text);
    assertEquals(
        List.of(
            row("milk", "c", "[\"milk\",\"a \\\"b\\\"\",\"c\"]"),
            row("bread", null, "[\"bread\"]"),
            row(null, null, "[\"\",\"\"]")),
        read.records);
    assertEquals(List.of("broken_quote", "broken_quote"), read.reasons);
    assertEquals(List.of(5L, 6L), read.rejectedLines);
    assertEquals(
        List.of(row("a", "[\"b\",\"c\"]"), row("d", null)),
        Collected.read(format.withHeader(List.of("id")), List.of("id", "rest"), "a,b,c\nd\n")
            .records);
  }

  @Test
  public void avroRecordsAreReadWithNestedColumnsAndLogicalTypes() {
    Collected read = Collected.read(RecordFormat.avro(), AvroRows.COLUMNS, AvroRows.file(300, 64));
    assertEquals(AvroRows.FIRST, read.records.get(0));
    assertEquals(300, read.records.size());
    assertEquals(List.of(), read.reasons);
    assertEquals(null, read.records.get(5).get(2));
    assertEquals("300", read.records.get(299).get(0));
    assertEquals(300L, (long) read.recordLines.get(299));
  }

  @Test
  public void ofTruncatedAvroTheWholeBlocksAreRead() {
    byte[] whole = AvroRows.file(300, 64);
    int before = 0;
    for (int length = whole.length / 2; length < whole.length; length += 7) {
      Collected read =
          Collected.read(RecordFormat.avro(), List.of("id"), Arrays.copyOf(whole, length));
      assertTrue(read.records.size() >= before && read.records.size() < 300);
      assertTrue(read.reasons.toString(), read.reasons.size() <= 1);
      before = read.records.size();
    }
    assertTrue(before > 280);
  }

  @Test
  public void aColumnThatAvroLacksIsNamedWithTheNearest() throws IOException {
    Path file = folder.getRoot().toPath().resolve("a.avro");
    Files.write(file, AvroRows.file(1, 64));
    TableHeader.check(file.toString(), RecordFormat.avro(), AvroRows.COLUMNS);
    for (String wrong : List.of("user.mial", "items.sku", "id.x", "nothing")) {
      assertTrue(
          assertThrows(
                  InputException.class,
                  () -> TableHeader.check(file.toString(), RecordFormat.avro(), List.of(wrong)))
              .getMessage()
              .contains(file + " has no column " + wrong));
    }
    Files.writeString(file, "id,user\n");
    assertTrue(
        assertThrows(
                InputException.class,
                () -> TableHeader.check(file.toString(), RecordFormat.avro(), List.of("id")))
            .getMessage()
            .contains("is not a readable Avro file"));
  }

  @Test
  public void parquetRecordsAreReadLikeAvro() throws IOException {
    Path file = folder.getRoot().toPath().resolve("a.parquet");
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(AvroRows.SCHEMA)
            .withDataModel(GenericData.get())
            .build()) {
      for (int id = 1; id <= 50; id++) {
        writer.write(AvroRows.row(id));
      }
    }
    TableHeader.check(file.toString(), RecordFormat.parquet(), AvroRows.COLUMNS);
    FirstRecords read =
        FirstRecords.of(
            "s", List.of(file.toString()), RecordFormat.parquet(), AvroRows.COLUMNS, 40);
    assertEquals(40, read.records().size());
    assertEquals(AvroRows.FIRST, Arrays.asList(read.records().get(0).columns()));
    assertEquals(40, read.records().get(39).position().line());
    assertTrue(
        assertThrows(
                InputException.class,
                () -> TableHeader.check(file.toString(), RecordFormat.parquet(), List.of("idd")))
            .getMessage()
            .contains("did you mean id?"));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));
    assertTrue(
        assertThrows(
                InputException.class,
                () -> TableHeader.check(file.toString(), RecordFormat.parquet(), List.of("id")))
            .getMessage()
            .contains("is not a readable Parquet file"));
  }

  @Test
  public void avroMayBeCompressedOnceMore() throws IOException {
    Collected read =
        Collected.read(
            RecordFormat.avro(),
            List.of("id"),
            Channels.newChannel(new ByteArrayInputStream(Gzip.pack(AvroRows.file(3, 64)))),
            "a.avro.gz");
    assertEquals(List.of(row("1"), row("2"), row("3")), read.records);
  }

  @Test
  public void everyFormatIsReadPlainAndInEachCompression() throws IOException {
    Map<String, RecordFormat> formats =
        Map.of(
            "id,name\n1,é\n2,\"b,\nc\"\n", RecordFormat.csv(),
            "{\"id\":1,\"name\":\"é\"}\n{\"id\":2,\"name\":\"b,\\nc\"}\n", RecordFormat.jsonLines(),
            "1=é\n2=b,\n", RecordFormat.lines(LinePattern.of("(?P<id>[0-9]+)=(?P<name>.*)")),
            "id  name\r\n1   é\r\n2   b\r\n", RecordFormat.csv().withWhitespaceDelimiter());
    for (Map.Entry<String, RecordFormat> format : formats.entrySet()) {
      byte[] contents = format.getKey().getBytes(UTF_8);
      FirstRecords plain = read(contents, Compression.UNCOMPRESSED, "", format.getValue());
      assertEquals(format.getKey(), 2, plain.records().size());
      assertEquals("é", plain.records().get(0).column(1));
      for (Map.Entry<String, Compression> packed :
          Map.of("gz", Compression.GZIP, "zst", Compression.ZSTD, "bz2", Compression.BZIP2)
              .entrySet()) {
        FirstRecords unpacked =
            read(contents, packed.getValue(), "." + packed.getKey(), format.getValue());
        assertEquals(
            packed.getKey(),
            plain.records().stream().map(record -> record.column(1)).toList(),
            unpacked.records().stream().map(record -> record.column(1)).toList());
        assertEquals(0, unpacked.rejected().size());
      }
    }
  }

  private FirstRecords read(
      byte[] contents, Compression compression, String ending, RecordFormat format)
      throws IOException {
    Path file = folder.getRoot().toPath().resolve("in.txt" + ending);
    try (WritableByteChannel channel =
        compression.writeCompressed(Channels.newChannel(Files.newOutputStream(file)))) {
      channel.write(ByteBuffer.wrap(contents));
    }
    return FirstRecords.of("s", List.of(file.toString()), format, List.of("id", "name"), 10);
  }
}
