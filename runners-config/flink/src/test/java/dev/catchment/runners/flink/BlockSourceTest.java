package dev.catchment.runners.flink;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.CountingSource;
import org.apache.beam.sdk.io.CountingSource.CounterMark;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** Blocks of the numbers 0, 1, 2, …, of which every third is as old as the first. */
@Category(NeedsRunner.class)
@SuppressWarnings("deprecation") // The source of numbers has no other name.
public class BlockSourceTest {
  private static final UnboundedSource<Long, CounterMark> NUMBERS =
      CountingSource.unboundedWithTimestampFn(
          number -> Instant.ofEpochMilli(number % 3 == 0 ? 0 : number));

  private final PipelineOptions options = PipelineOptionsFactory.create();

  @Test
  public void blocksHoldEveryRecordOnceWithItsTime() throws Exception {
    List<Long> seen = new ArrayList<>();
    try (UnboundedReader<List<TimestampedValue<Long>>> reader = reader(null)) {
      for (boolean has = reader.start(); seen.size() < 2_000; has = reader.advance()) {
        assertTrue(has);
        List<TimestampedValue<Long>> block = reader.getCurrent();
        assertTrue(block.size() <= BlockSource.MOST_RECORDS);
        Instant oldest = block.get(0).getTimestamp();
        for (TimestampedValue<Long> record : block) {
          seen.add(record.getValue());
          long number = record.getValue();
          assertEquals(number % 3 == 0 ? 0 : number, record.getTimestamp().getMillis());
          oldest = record.getTimestamp().isBefore(oldest) ? record.getTimestamp() : oldest;
        }
        assertEquals(oldest, reader.getCurrentTimestamp());
      }
    }
    for (int place = 0; place < seen.size(); place++) {
      assertEquals(place, (long) seen.get(place));
    }
  }

  @Test
  public void aMarkStandsAtTheEndOfTheBlock() throws Exception {
    CounterMark mark;
    long last;
    try (UnboundedReader<List<TimestampedValue<Long>>> reader = reader(null)) {
      assertTrue(reader.start());
      assertTrue(reader.advance());
      List<TimestampedValue<Long>> block = reader.getCurrent();
      last = block.get(block.size() - 1).getValue();
      mark = (CounterMark) reader.getCheckpointMark();
    }
    try (UnboundedReader<List<TimestampedValue<Long>>> reader = reader(mark)) {
      assertTrue(reader.start());
      assertEquals(last + 1, (long) reader.getCurrent().get(0).getValue());
    }
  }

  @Test
  public void readingIsReplacedUnderTheSameName() {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply("Numbers", Read.from(NUMBERS));
    ReadInBlocks.replaceIn(pipeline);
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(Node node) {
            names.add(node.getFullName());
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    assertTrue(names.toString(), names.contains("Numbers/Blocks"));
  }

  private UnboundedReader<List<TimestampedValue<Long>>> reader(CounterMark mark) throws Exception {
    return new BlockSource<>(NUMBERS).createReader(options, mark);
  }
}
