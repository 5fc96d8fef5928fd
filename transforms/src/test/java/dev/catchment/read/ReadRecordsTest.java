package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Tallies;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

@Category(NeedsRunner.class)
public class ReadRecordsTest {
  @Rule public final transient TestPipeline pipeline = TestPipeline.create();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void readsCsvFilesPlainAndCompressed() throws IOException {
    File plain = write("a.csv", "id,price\n1,2.5\n\nx1,2,3\n");
    File packed = folder.newFile("b.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed.toPath()))) {
      out.write("price,id\n9,4\n".getBytes(StandardCharsets.UTF_8));
    }
    PCollectionTuple read =
        pipeline.apply(
            ReadRecords.from(
                    "orders",
                    List.of(folder.getRoot() + "/*.csv*", plain.getPath()),
                    RecordFormat.csv())
                .withColumns(List.of("id", "price"))
                .withRunTime(Instant.ofEpochMilli(77)));
    PAssert.that(read.get(ReadRecords.RECORDS))
        .containsInAnyOrder(
            RawRecord.of("orders", new Position(plain.getPath(), 2), "1", "2.5"),
            RawRecord.of("orders", new Position(packed.getPath(), 2), "4", "9"));
    PAssert.that(read.get(ReadRecords.REJECTED))
        .containsInAnyOrder(
            new Rejected(
                "read",
                "wrong_number_of_fields",
                "expected 2 fields, found 3",
                null,
                "orders",
                new Position(plain.getPath(), 4),
                "a9,9,9",
                77,
                1));
    PAssert.that(read.get(Tallies.TAG))
        .satisfies(
            counts -> {
              long records = 0;
              long rejected = 0;
              for (KV<String, Long> count : counts) {
                records += count.getKey().equals("read/orders") ? count.getValue() : 0;
                rejected +=
                    count.getKey().equals("rejected/orders/wrong_number_of_fields")
                        ? count.getValue()
                        : 0;
              }
              assertEquals(3, records);
              assertEquals(1, rejected);
              return null;
            });
    pipeline.run();
  }

  @Test
  public void readsJsonLines() throws IOException {
    File file = write("a.jsonl", "{\"u\":{\"id\":7}}\nno\n");
    PCollectionTuple read =
        pipeline.apply(
            ReadRecords.from("web", List.of(file.getPath()), RecordFormat.jsonLines())
                .withColumns(List.of("u.id")));
    PAssert.that(read.get(ReadRecords.RECORDS))
        .containsInAnyOrder(RawRecord.of("web", new Position(file.getPath(), 1), "7"));
    PAssert.thatSingleton(read.get(ReadRecords.REJECTED))
        .satisfies(
            rejected -> {
              assertEquals("invalid_json", rejected.reason());
              assertEquals("aa", rejected.payload());
              return null;
            });
    pipeline.run();
  }

  @Test
  public void missingColumnFailsTheJob() throws IOException {
    File file = write("a.csv", "id,price\n1,2\n");
    pipeline.apply(
        ReadRecords.from("orders", List.of(file.getPath()), RecordFormat.csv())
            .withColumns(List.of("prise")));
    PipelineExecutionException failure =
        assertThrows(PipelineExecutionException.class, () -> pipeline.run());
    assertTrue(failure.getMessage().contains("has no column prise; did you mean price?"));
  }

  @Test
  public void patternWithoutFilesFailsTheJob() {
    pipeline.apply(
        ReadRecords.from("orders", List.of(folder.getRoot() + "/no*.csv"), RecordFormat.csv()));
    PipelineExecutionException failure =
        assertThrows(PipelineExecutionException.class, () -> pipeline.run());
    assertTrue(failure.getMessage().contains("no file matches"));
  }

  @Test
  public void headerIsReadOnTheLaunchingMachine() throws IOException {
    File file = write("a.csv", "id, price\n1,2\n");
    assertEquals(List.of("id", "price"), TableHeader.read(file.getPath(), RecordFormat.csv()));
    File empty = write("empty.csv", "");
    assertTrue(
        assertThrows(
                InputException.class, () -> TableHeader.read(empty.getPath(), RecordFormat.csv()))
            .getMessage()
            .startsWith(empty.getPath() + " is empty"));
  }

  private File write(String name, String content) throws IOException {
    File file = folder.newFile(name);
    Files.writeString(file.toPath(), content);
    return file;
  }
}
