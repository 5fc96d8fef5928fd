package dev.catchment.write;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Tallies;
import dev.catchment.model.CoderLaws;
import dev.catchment.model.Position;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.store.RejectedJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

@Category(NeedsRunner.class)
public class TextWritersTest {
  @Rule public final transient TestPipeline pipeline = TestPipeline.create();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void rejectedRecordsAreJsonLinesInOrder() throws Exception {
    Rejected late =
        new Rejected(
            "clean", "r2", "a \"b\"", "price", "s", new Position("f", 10), "{\"a\":1}", 1, 2);
    Rejected early = new Rejected("read", "r1", "m", null, "s", new Position("f", 9), null, 0, 1);
    String directory = folder.getRoot() + "/rejected";
    pipeline
        .apply(Create.of(late, early).withCoder(RejectedCoder.of()))
        .apply(WriteRejected.to(directory).withShards(1));
    pipeline.run();
    assertEquals(
        List.of(
            "{\"id\":\""
                + early.id()
                + "\",\"stage\":\"read\",\"reason\":\"r1\",\"message\":\"m\",\"field\":null,\"source\":\"s\","
                + "\"file\":\"f\",\"line\":9,\"payload\":null,\"time\":\"1970-01-01T00:00:00Z\","
                + "\"attempt\":1}",
            "{\"id\":\""
                + late.id()
                + "\",\"stage\":\"clean\",\"reason\":\"r2\",\"message\":\"a \\\"b\\\"\",\"field\":\"price\","
                + "\"source\":\"s\",\"file\":\"f\",\"line\":10,\"payload\":\"{\\\"a\\\":1}\","
                + "\"time\":\"1970-01-01T00:00:00.001Z\",\"attempt\":2}"),
        Files.readAllLines(Path.of(directory, "part-00000-of-00001.jsonl")));
  }

  @Test
  public void aRejectedRecordIsReadAsItWasWritten() {
    Rejected plain = new Rejected("read", "r", "m", null, "s", new Position("f", 9), null, 5, 1);
    Rejected cut =
        new Rejected("clean", "r", "m", "price", "s", new Position("f", 1), null, 7, 2)
            .withPayload("{\"a\":\"b…\"}", Map.of("a", "invalid email"), true);
    for (Rejected record : List.of(plain, cut)) {
      RejectedJson.Stored stored = RejectedJson.read(RejectedJson.write(record)).orElseThrow();
      assertEquals(record.id(), stored.id());
      assertEquals(record, stored.record());
    }
    for (String foreign : List.of("", "{}", "[1]", "{", "null")) {
      assertTrue(foreign, RejectedJson.read(foreign).isEmpty());
    }
  }

  @Test
  public void linesAreSortedInTheirFiles() throws Exception {
    String directory = folder.getRoot() + "/lines";
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      lines.add("line " + number);
    }
    pipeline.apply(Create.of(lines)).apply(WriteLines.to(directory));
    pipeline.run();
    List<String> read = new ArrayList<>();
    try (var files = Files.list(Path.of(directory))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<String> own = Files.readAllLines(file);
        assertEquals(own.stream().sorted().toList(), own);
        read.addAll(own);
      }
    }
    assertEquals(lines.stream().sorted().toList(), read.stream().sorted().toList());
  }

  @Test
  public void talliesAreSummedByName() {
    String directory = folder.getRoot() + "/tallies";
    pipeline
        .apply(
            Create.of(KV.of("read/web", 3L), KV.of("rejected/x \"y\"", 1L), KV.of("read/web", 4L))
                .withCoder(Tallies.CODER))
        .apply(WriteTallies.to(directory));
    pipeline.run();
    assertEquals(Map.of("read/web", 7L, "rejected/x \"y\"", 1L), TallyFile.read(directory));
    assertEquals(Map.of(), TallyFile.read(folder.getRoot() + "/none"));
  }

  @Test
  public void tableIsOneFileInOrder() throws Exception {
    List<CsvRow> rows = new ArrayList<>();
    StringBuilder expected = new StringBuilder("id,text\n");
    for (int number = 0; number < 500; number++) {
      rows.add(new CsvRow("file", number, Arrays.asList("" + number, cell(number))));
      expected.append(number).append(',').append(quoted(cell(number))).append('\n');
    }
    Collections.shuffle(rows, new Random(5));
    OutputDirectory output =
        OutputDirectory.prepare(folder.getRoot() + "/out", List.of("table.csv"), false);
    pipeline
        .apply(Create.of(rows).withCoder(CsvRowCoder.of()))
        .apply(
            WriteCsv.to(output.staging("table.csv"))
                .withHeader(List.of("id", "text"))
                .withParts(5));
    pipeline.run();
    try (var parts = Files.list(Path.of(output.staging("table.csv.parts")))) {
      assertTrue("the table is written in parts", parts.count() >= 4);
    }
    output.publish();
    assertEquals(
        expected.toString(), Files.readString(Path.of(folder.getRoot() + "/out/table.csv")));
    try (var left = Files.list(Path.of(folder.getRoot() + "/out"))) {
      assertEquals(1, left.count());
    }
  }

  private static String cell(int number) {
    return switch (number % 4) {
      case 0 -> null;
      case 1 -> "a\"b";
      case 2 -> "a,b\nc";
      default -> "é";
    };
  }

  private static String quoted(String cell) {
    return cell == null ? "" : cell.equals("é") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  @Test
  public void tableWithoutRowsHasItsHeader() throws Exception {
    OutputDirectory output =
        OutputDirectory.prepare(folder.getRoot().getPath(), List.of("table.csv"), false);
    pipeline
        .apply(Create.empty(CsvRowCoder.of()))
        .apply(WriteCsv.to(output.staging("table.csv")).withHeader(List.of("a")));
    pipeline.run();
    output.publish();
    assertEquals("a\n", Files.readString(folder.getRoot().toPath().resolve("table.csv")));
  }

  @Test
  public void rowCoderObeysTheLaws() throws Exception {
    CoderLaws.check(
        CsvRowCoder.of(),
        new CsvRow("", 0, List.of()),
        new CsvRow("k", -3, Arrays.asList("a", null, "")),
        new CsvRow("k", 3, Arrays.asList("a", null, "é")));
  }
}
