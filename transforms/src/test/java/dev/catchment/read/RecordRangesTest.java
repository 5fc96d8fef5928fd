package dev.catchment.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;

import dev.catchment.model.CoderLaws;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RecordRangesTest {
  @Rule public final transient TestPipeline pipeline = TestPipeline.create();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void recordsOfRangesHaveTheNumbersOfTheirLines() throws IOException {
    String file = write("id,price\n1,2\n\n3\n4,5\n6,7,8\n9,10\n").toString();
    PCollectionTuple read =
        pipeline.apply(
            ReadRecords.from("orders", List.of(file), RecordFormat.csv())
                .withColumns(List.of("id"))
                .withRangeBytes(5));
    PAssert.that(read.get(ReadRecords.RECORDS))
        .containsInAnyOrder(record(file, 2, "1"), record(file, 5, "4"), record(file, 7, "9"));
    PAssert.that(read.get(ReadRecords.REJECTED))
        .satisfies(
            rejected -> {
              List<Long> lines = new ArrayList<>();
              for (Rejected each : rejected) {
                lines.add(each.position().line());
              }
              lines.sort(null);
              assertEquals(List.of(4L, 6L), lines);
              return null;
            });
    pipeline.run();
  }

  @Test
  public void aFileWithQuotesIsOneRange() throws IOException {
    String plain = write("a\n1\n2\n3\n").toString();
    String quoted = folder.getRoot().toPath().resolve("quoted.csv").toString();
    Files.writeString(Path.of(quoted), "a\n1\n\"2\n3\"\n");
    PCollection<RecordRange> ranges =
        pipeline.apply(
            RecordRanges.of(List.of(plain, quoted), RecordFormat.csv()).withRangeBytes(4));
    PAssert.that(ranges)
        .containsInAnyOrder(
            new RecordRange(0, plain, 0, 4, 0),
            new RecordRange(1, plain, 4, Long.MAX_VALUE, 1),
            RecordRange.ofFile(2, quoted));
    pipeline.run();
  }

  @Test
  public void coderKeepsItsBytes() throws Exception {
    RecordRange range = new RecordRange(3, "a.csv", 128, 300, 5);
    assertEquals(
        "03" + "06612e637376" + "8001" + "ac02" + "05",
        HexFormat.of().formatHex(CoderLaws.encode(RecordRangeCoder.of(), range)));
    CoderLaws.check(
        RecordRangeCoder.of(), range, RecordRange.ofFile(0, "é"), new RecordRange(0, "", 0, 0, 0));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.getRoot().toPath().resolve("plain.csv"), text, UTF_8);
  }

  private static RawRecord record(String file, long line, String... columns) {
    return RawRecord.of("orders", new Position(file, line), columns);
  }
}
