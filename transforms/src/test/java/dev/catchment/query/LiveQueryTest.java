package dev.catchment.query;

import static org.junit.Assert.assertEquals;

import com.google.common.collect.Streams;
import dev.catchment.account.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;

/** Windows of a topic: on time, early in the stream, late, and a table beside it. */
public class LiveQueryTest {
  private static final RowType CLICKS =
      RowType.empty()
          .with("page", DataType.TEXT)
          .with("n", DataType.INTEGER)
          .with("ts", DataType.TIMESTAMP);

  private static final Set<String> LATE = Set.of(Progress.LATE, "DroppedDueToLateness");

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  private static TimestampedValue<RowBlock> clicks(Query query, Object... pagesNumbersTimes) {
    RowBlock.Builder builder = RowBlock.builder(CLICKS);
    long earliest = Long.MAX_VALUE;
    for (int index = 0; index < pagesNumbersTimes.length; index += 3) {
      builder.setObject(0, pagesNumbersTimes[index]);
      builder.setLong(1, (Integer) pagesNumbersTimes[index + 1]);
      long second = (Integer) pagesNumbersTimes[index + 2];
      builder.setLong(2, second * 1000);
      builder.endRow();
      earliest = Math.min(earliest, second);
    }
    RowBlock block = builder.build();
    RowType needs = query.needs("clicks");
    return TimestampedValue.of(
        block.select(needs, needs.names().stream().mapToInt(CLICKS::find).toArray()),
        Instant.ofEpochSecond(earliest));
  }

  private static Query plan(String sql) {
    SortedMap<String, QueryTable> tables = new TreeMap<>();
    tables.put("clicks", QueryTable.unbounded(CLICKS, "ts"));
    tables.put(
        "names",
        QueryTable.of(RowType.empty().with("page", DataType.TEXT).with("name", DataType.TEXT)));
    return Query.of(sql, tables);
  }

  private static TestStream.Builder<RowBlock> stream(Query query) {
    return TestStream.create(RowBlockCoder.of(query.needs("clicks")));
  }

  private PCollection<String> run(Query query, TestStream<RowBlock> stream) {
    return texts(query, PCollectionTuple.of(RunQuery.table("clicks"), pipeline.apply(stream)));
  }

  private static PCollection<String> texts(Query query, PCollectionTuple input) {
    return input.apply(RunQuery.of(query)).get(RunQuery.ROWS).apply(ParDo.of(new Texts()));
  }

  private static final class Texts extends DoFn<RowBlock, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void tell(@Element RowBlock block, OutputReceiver<String> out) {
      for (int row = 0; row < block.rows(); row++) {
        List<String> texts = new ArrayList<>();
        for (int column = 0; column < block.type().size(); column++) {
          texts.add(block.textAt(column, row));
        }
        out.output(String.join("|", texts));
      }
    }
  }

  private static Instant second(long second) {
    return Instant.ofEpochSecond(second);
  }

  @Test
  public void aWindowEndsWithTheWatermarkAndLateRowsAreCounted() {
    Query query =
        plan(
            "SELECT window_start, page, SUM(n) AS n FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts),"
                + " INTERVAL '10' SECOND)) GROUP BY window_start, window_end, page");
    PCollection<String> rows =
        run(
            query,
            stream(query)
                .addElements(clicks(query, "a", 1, 1, "b", 2, 3, "a", 4, 12))
                .advanceWatermarkTo(second(5))
                // Later than the watermark, but its window is open.
                .addElements(clicks(query, "a", 8, 2))
                .advanceWatermarkTo(second(15))
                // Its window has ended.
                .addElements(clicks(query, "a", 16, 4), clicks(query, "b", 32, 13))
                .advanceWatermarkToInfinity());
    PAssert.that(rows)
        .containsInAnyOrder(
            "1970-01-01 00:00:00|a|9",
            "1970-01-01 00:00:00|b|2",
            "1970-01-01 00:00:10|a|4",
            "1970-01-01 00:00:10|b|32");
    assertEquals(1, late(pipeline.run()));
  }

  /** The rows that came too late, those that the runner has left out among them. */
  private static long late(PipelineResult result) {
    result.waitUntilFinish();
    return Streams.stream(
            result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters())
        .filter(count -> LATE.contains(count.getName().getName()))
        .mapToLong(MetricResult::getAttempted)
        .sum();
  }

  @Test
  public void oldFormOfTumblingWindows() {
    Query query =
        plan(
            "SELECT TUMBLE_END(ts, INTERVAL '10' SECOND) AS e, COUNT(*) AS n FROM clicks WHERE n > 1"
                + " GROUP BY TUMBLE(ts, INTERVAL '10' SECOND)");
    PCollection<String> rows =
        run(
            query,
            stream(query)
                .addElements(clicks(query, "a", 1, 1, "b", 2, 3, "a", 4, 12))
                .advanceWatermarkToInfinity());
    PAssert.that(rows).containsInAnyOrder("1970-01-01 00:00:10|1", "1970-01-01 00:00:20|1");
    pipeline.run();
  }

  @Test
  public void hoppingWindowsOverlap() {
    Query query =
        plan(
            "SELECT window_start, COUNT(*) AS n FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL"
                + " '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start");
    PCollection<String> rows =
        run(
            query,
            stream(query)
                .addElements(clicks(query, "a", 1, 6, "b", 2, 11))
                .advanceWatermarkToInfinity());
    PAssert.that(rows)
        .containsInAnyOrder(
            "1970-01-01 00:00:00|1", "1970-01-01 00:00:05|2", "1970-01-01 00:00:10|1");
    pipeline.run();
  }

  @Test
  public void sessionsEndAfterAGapAndLateRowsAreCounted() {
    Query query =
        plan(
            "SELECT page, window_start, window_end, SUM(n) AS n FROM TABLE(SESSION(TABLE clicks,"
                + " DESCRIPTOR(ts), DESCRIPTOR(page), INTERVAL '5' SECOND)) GROUP BY page,"
                + " window_start, window_end");
    PCollection<String> rows =
        run(
            query,
            stream(query)
                .addElements(clicks(query, "a", 1, 1, "a", 2, 4, "b", 4, 2))
                .advanceWatermarkTo(second(20))
                // The first two come after the end of any session that they could be in.
                .addElements(clicks(query, "b", 16, 6, "a", 32, 13, "b", 64, 18, "a", 8, 21))
                .advanceWatermarkToInfinity());
    PAssert.that(rows)
        .containsInAnyOrder(
            "a|1970-01-01 00:00:01|1970-01-01 00:00:09|3",
            "b|1970-01-01 00:00:02|1970-01-01 00:00:07|4",
            "b|1970-01-01 00:00:18|1970-01-01 00:00:23|64",
            "a|1970-01-01 00:00:21|1970-01-01 00:00:26|8");
    assertEquals(2, late(pipeline.run()));
  }

  @Test
  public void aTableStandsBesideATopic() {
    Query query = plan("SELECT name, n FROM clicks JOIN names ON clicks.page = names.page");
    RowType type = query.needs("names");
    RowBlock.Builder names = RowBlock.builder(type);
    names.setObject(type.find("page"), "a");
    names.setObject(type.find("name"), "Home");
    names.endRow();
    PCollection<String> rows =
        texts(
            query,
            PCollectionTuple.of(
                    RunQuery.table("clicks"),
                    pipeline.apply(
                        stream(query)
                            .addElements(clicks(query, "a", 1, 1, "b", 2, 3))
                            .advanceWatermarkToInfinity()))
                .and(
                    RunQuery.table("names"),
                    pipeline.apply(Create.of(names.build()).withCoder(RowBlockCoder.of(type)))));
    PAssert.that(rows).containsInAnyOrder("Home|1");
    pipeline.run();
  }
}
