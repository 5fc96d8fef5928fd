package dev.catchment.query;

import dev.catchment.model.ByteSink;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** The sessions of the keys of an unbounded table, by Beam's session windows. */
final class LiveSessions {
  private LiveSessions() {}

  static PCollection<RowBlock> of(
      PCollection<RowBlock> rows,
      WindowSpec spec,
      int time,
      KeyColumns keys,
      RowType from,
      RowType type,
      Wiring wiring) {
    return rows.apply(wiring.name("SessionKeys"), ParDo.of(new ByKey(time, keys)))
        .setCoder(KvCoder.of(ByteArrayCoder.of(), RowBlockCoder.of(from)))
        .apply(
            wiring.name("Sessions"),
            Window.<KV<byte[], RowBlock>>into(
                    org.apache.beam.sdk.transforms.windowing.Sessions.withGapDuration(
                        Duration.millis(spec.size())))
                .triggering(AfterWatermark.pastEndOfWindow())
                .withAllowedLateness(Duration.ZERO)
                .discardingFiredPanes())
        .apply(wiring.name("GroupSessions"), GroupByKey.create())
        .apply(wiring.name("SessionColumns"), ParDo.of(new AddColumns(type)))
        .setCoder(RowBlockCoder.of(type))
        .apply(wiring.name("SessionWindows"), Window.into(new AsTheyAre()));
  }

  private static final class ByKey extends DoFn<RowBlock, KV<byte[], RowBlock>> {
    private static final long serialVersionUID = 1;

    private final int time;
    private final KeyColumns keys;

    ByKey(int time, KeyColumns keys) {
      this.time = time;
      this.keys = keys;
    }

    @ProcessElement
    public void take(@Element RowBlock block, OutputReceiver<KV<byte[], RowBlock>> out) {
      ByteSink key = new ByteSink();
      for (int row = 0; row < block.rows(); row++) {
        if (!block.isMissing(time, row)) {
          key.clear();
          keys.write(block, row, key);
          out.outputWithTimestamp(
              KV.of(Arrays.copyOf(key.array(), key.size()), block.take(new int[] {row}, 1)),
              Instant.ofEpochMilli(block.longAt(time, row)));
        }
      }
    }

    /** A row may be late. */
    @Override
    @SuppressWarnings({"deprecation", "InlineMeSuggester"})
    public Duration getAllowedTimestampSkew() {
      return Duration.millis(Long.MAX_VALUE);
    }
  }

  private static final class AddColumns extends DoFn<KV<byte[], Iterable<RowBlock>>, RowBlock> {
    private static final long serialVersionUID = 1;

    private final RowType type;

    AddColumns(RowType type) {
      this.type = type;
    }

    @ProcessElement
    public void add(
        @Element KV<byte[], Iterable<RowBlock>> session,
        BoundedWindow window,
        OutputReceiver<RowBlock> out) {
      IntervalWindow of = (IntervalWindow) window;
      RowBlock.Builder builder = RowBlock.builder(type);
      for (RowBlock block : session.getValue()) {
        for (int row = 0; row < block.rows(); row++) {
          builder.copy(block, row, 0);
          builder.setLong(type.size() - 2, of.start().getMillis());
          builder.setLong(type.size() - 1, of.end().getMillis());
          builder.endRow();
        }
      }
      out.output(builder.build());
    }
  }

  /** Leaves every element in its window, which is merged no more. */
  @SuppressWarnings("deprecation")
  private static final class AsTheyAre extends NonMergingWindowFn<Object, IntervalWindow> {
    private static final long serialVersionUID = 1;

    @Override
    public Collection<IntervalWindow> assignWindows(AssignContext context) {
      return List.of((IntervalWindow) context.window());
    }

    @Override
    public boolean isCompatible(WindowFn<?, ?> other) {
      return other instanceof AsTheyAre;
    }

    @Override
    public Coder<IntervalWindow> windowCoder() {
      return IntervalWindow.getCoder();
    }

    @Override
    public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
      throw new UnsupportedOperationException("sessions are no side input");
    }
  }
}
