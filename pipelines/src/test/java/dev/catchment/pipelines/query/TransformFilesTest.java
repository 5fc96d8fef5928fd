package dev.catchment.pipelines.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.query.DataType;
import dev.catchment.query.FirstSteps;
import dev.catchment.query.Query;
import dev.catchment.query.QueryTable;
import dev.catchment.read.RecordRange;
import dev.catchment.read.RecordRangeCoder;
import dev.catchment.read.RecordScan;
import dev.catchment.write.OutputDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Parts of files are written in the order of the files, in whatever order they are read. */
public class TransformFilesTest {
  private static final List<InputColumn> COLUMNS =
      List.of(InputColumn.of(FileFinder.LINE, DataType.TEXT));

  @Rule public final TestPipeline pipeline = TestPipeline.create();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theRangesOfAFileAreWrittenInTheirOrder() throws Exception {
    Path file = folder.getRoot().toPath().resolve("input.txt");
    List<String> lines = new ArrayList<>();
    Random chance = new Random(5);
    for (int line = 0; line < 3_000; line++) {
      lines.add("line " + chance.nextInt(1_000_000));
    }
    Files.write(file, lines);
    List<RecordRange> ranges = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(file);
    int begin = 0;
    long before = 0;
    while (begin < bytes.length) {
      int end = Math.min(bytes.length, begin + 5_000);
      ranges.add(
          new RecordRange(
              2 * ranges.size(),
              file.toString(),
              begin,
              end == bytes.length ? Long.MAX_VALUE : end,
              before));
      before += new String(bytes, begin, end - begin, UTF_8).chars().filter(c -> c == '\n').count();
      begin = end;
    }
    assertTrue(ranges.size() + " ranges", ranges.size() > 5);
    Collections.shuffle(ranges, chance);
    TreeMap<String, QueryTable> tables = new TreeMap<>();
    tables.put("lines", QueryTable.ordered(RowReader.type(COLUMNS)));
    Query query = Query.of("SELECT UPPER(line) AS line FROM lines", tables);
    FirstSteps steps = query.firstSteps("lines").orElseThrow();
    assertTrue(query.isDoneBy(steps));
    OutputDirectory output =
        OutputDirectory.prepare(folder.getRoot() + "/out", List.of("result.txt"), false);
    pipeline
        .apply(Create.of(ranges).withCoder(RecordRangeCoder.of()))
        .apply(
            TransformFiles.of(
                new RecordScan("lines", FileFinder.TEXT, List.of(FileFinder.LINE), 0),
                COLUMNS,
                steps,
                output.staging("result.txt"),
                RowFormat.TEXT));
    pipeline.run().waitUntilFinish();
    output.publish();
    assertEquals(
        lines.stream().map(line -> line.toUpperCase(java.util.Locale.ROOT)).toList(),
        Files.readAllLines(folder.getRoot().toPath().resolve("out/result.txt")));
  }
}
