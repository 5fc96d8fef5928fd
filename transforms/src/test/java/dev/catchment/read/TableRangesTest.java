package dev.catchment.read;

import static org.junit.Assert.assertEquals;

import dev.catchment.account.Progress;
import dev.catchment.model.CoderLaws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.LongStream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

@Category(NeedsRunner.class)
public class TableRangesTest {
  @Rule public final transient TestPipeline pipeline = TestPipeline.create();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  private String write(String name, String text) throws IOException {
    Path file = folder.getRoot().toPath().resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  public void cutsLongFilesWithoutQuotes() throws IOException {
    String plain = write("a.csv", "a,b\n1,2\n3,4\n");
    String quoted = write("b.csv", "a,b\n1,2\n3,\"4\"\n");
    String small = write("c.csv", "\"a\"");
    String named = write("f.csv", "\"a\",b\n1,2\n");
    String empty = write("d.csv", "");
    String packed = write("e.csv.gz", "not really compressed");
    PAssert.that(pipeline.apply(TableRanges.of(folder.getRoot().getPath()).withRangeBytes(5)))
        .containsInAnyOrder(
            new TableRange(plain, 0, 0, 5),
            new TableRange(plain, 0, 5, 10),
            new TableRange(plain, 0, 10, 12),
            new TableRange(quoted, 1, 0, 14),
            new TableRange(small, 2, 0, 3),
            new TableRange(empty, 3, 0, 0),
            new TableRange(packed, 4, 0, 21),
            new TableRange(named, 5, 0, 5),
            new TableRange(named, 5, 5, 10));
    pipeline.run();
  }

  @Test
  public void showsEveryByteOncePerScanAndEveryRowOnce() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    LongStream.range(0, 30_000).forEach(row -> text.append(row).append(",some text\n"));
    Path file = Path.of(write("a.csv", text.toString()));
    PCollection<TableRange> ranges =
        pipeline.apply(TableRanges.of(file.toString()).withRangeBytes(100_000));
    TableScan scan = TableScan.of(TableFiles.columns(file.toString()));
    ranges.apply("First", ParDo.of(new ScanFn(scan)));
    ranges.apply("Again", ParDo.of(new ScanFn(scan.again())));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertEquals(2 * Files.size(file), counter(result, Progress.BYTES));
    assertEquals(30_000, counter(result, Progress.READ));
  }

  private static final class ScanFn extends DoFn<TableRange, Void> {
    private static final long serialVersionUID = 1;

    private final TableScan scan;

    ScanFn(TableScan scan) {
      this.scan = scan;
    }

    @ProcessElement
    public void scan(@Element TableRange range) throws IOException {
      new ScannedTable(scan).read(range);
    }
  }

  private static long counter(PipelineResult result, String name) {
    MetricNameFilter named = MetricNameFilter.named(Progress.NAMESPACE, name);
    long sum = 0;
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(MetricsFilter.builder().addNameFilter(named).build())
            .getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }

  @Test
  public void coderKeepsItsBytes() throws Exception {
    TableRange range = new TableRange("a.csv", 1, 128, 300);
    assertEquals(
        "06612e637376" + "01" + "8001" + "ac02",
        HexFormat.of().formatHex(CoderLaws.encode(TableRangeCoder.of(), range)));
    CoderLaws.check(
        TableRangeCoder.of(),
        range,
        new TableRange("", 0, 0, 0),
        new TableRange("é", Integer.MAX_VALUE, 1, Long.MAX_VALUE));
  }
}
