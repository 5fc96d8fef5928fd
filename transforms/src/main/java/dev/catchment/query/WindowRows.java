package dev.catchment.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Puts rows into windows by a column of moments: each gets the start and the end of its window as
 * its last two columns, once for each window it is in. A row without a moment is in none and left
 * out.
 *
 * <p>Of an unbounded table the windows are those of Beam: they end when the watermark passes them.
 *
 * <p>Memory: for sessions the rows of a shard of keys, of {@value Shards#COUNT}, or of one session
 * where the table is unbounded.
 */
final class WindowRows extends Step {
  private final WindowSpec spec;
  private final int time;
  private final KeyColumns keys;

  WindowRows(WindowSpec spec, int time, KeyColumns keys, RowType type, Step input) {
    super(type, flow(input, spec, type), input);
    this.spec = spec;
    this.time = time;
    this.keys = keys;
  }

  private static Flow flow(Step input, WindowSpec spec, RowType type) {
    return input.flow().unbounded()
        ? new Flow(true, spec, Set.of(type.size() - 2, type.size() - 1), input.flow().eventTime())
        : Flow.BOUNDED;
  }

  @Override
  String describe() {
    return "Window "
        + spec.kind().name().toLowerCase(Locale.ROOT)
        + " of "
        + spec.size()
        + " ms by "
        + inputs().get(0).type().name(time);
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    RowType from = inputs().get(0).type();
    if (!flow().unbounded()) {
      if (spec.kind() != WindowSpec.Kind.SESSION) {
        return of.get(0)
            .apply(wiring.name("Windows"), ParDo.of(new Assign(spec, time, type())))
            .setCoder(RowBlockCoder.of(type()));
      }
      PCollection<KV<Integer, byte[]>> shards =
          of.get(0)
              .apply(
                  wiring.name("SessionKeys"),
                  ParDo.of(new Shards.Split(from, keys, 0, keys.size() == 0 ? 1 : Shards.COUNT)))
              .setCoder(Shards.CODER);
      return Shards.group(shards, wiring)
          .apply(wiring.name("Sessions"), ParDo.of(new Sessions(spec, time, keys, from, type())))
          .setCoder(RowBlockCoder.of(type()));
    }
    if (spec.kind() == WindowSpec.Kind.SESSION) {
      return LiveSessions.of(of.get(0), spec, time, keys, from, type(), wiring);
    }
    PCollection<RowBlock> timed =
        of.get(0)
            .apply(wiring.name("EventTimes"), ParDo.of(new Cut(spec, time)))
            .setCoder(RowBlockCoder.of(from));
    Duration size = Duration.millis(spec.size());
    Duration offset = Duration.millis(Math.floorMod(spec.offset(), spec.step()));
    PCollection<RowBlock> windowed =
        timed.apply(
            wiring.name("Windows"),
            spec.kind() == WindowSpec.Kind.TUMBLE
                ? Window.into(FixedWindows.of(size).withOffset(offset))
                : Window.into(
                    SlidingWindows.of(size)
                        .every(Duration.millis(spec.step()))
                        .withOffset(offset)));
    return windowed
        .apply(wiring.name("WindowColumns"), ParDo.of(new AddColumns(type())))
        .setCoder(RowBlockCoder.of(type()));
  }

  /** Sets the row at hand to a row and its window. */
  private static void copy(
      RowBlock.Builder builder, RowBlock block, int row, long start, long end) {
    builder.copy(block, row, 0);
    builder.setLong(block.type().size(), start);
    builder.setLong(block.type().size() + 1, end);
  }

  private static final class Assign extends DoFn<RowBlock, RowBlock> {
    private static final long serialVersionUID = 1;

    private final WindowSpec spec;
    private final int time;
    private final RowType type;

    Assign(WindowSpec spec, int time, RowType type) {
      this.spec = spec;
      this.time = time;
      this.type = type;
    }

    @ProcessElement
    public void assign(@Element RowBlock block, OutputReceiver<RowBlock> out) {
      RowBlock.Builder builder = RowBlock.builder(type);
      for (int row = 0; row < block.rows(); row++) {
        if (block.isMissing(time, row)) {
          continue;
        }
        long moment = block.longAt(time, row);
        long last = moment - Math.floorMod(moment - spec.offset(), spec.step());
        for (long start = last; start > moment - spec.size(); start -= spec.step()) {
          copy(builder, block, row, start, start + spec.size());
          builder.endRow(out::output);
        }
      }
      builder.finish(out::output);
    }
  }

  private static final class Sessions extends DoFn<KV<Integer, Iterable<byte[]>>, RowBlock> {
    private static final long serialVersionUID = 1;

    private final WindowSpec spec;
    private final KeyColumns keys;
    private final int time;
    private final RowType from;
    private final RowType type;

    Sessions(WindowSpec spec, int time, KeyColumns keys, RowType from, RowType type) {
      this.spec = spec;
      this.time = time;
      this.keys = keys;
      this.from = from;
      this.type = type;
    }

    @ProcessElement
    public void sessions(@Element KV<Integer, Iterable<byte[]>> shard, OutputReceiver<RowBlock> out)
        throws IOException {
      List<RowOrder.By> by = new ArrayList<>();
      for (int index = 0; index < keys.size(); index++) {
        by.add(new RowOrder.By(keys.column(index), false, false));
      }
      RowOrder ofKeys = RowOrder.of(by, from.size());
      by.add(new RowOrder.By(time, false, false));
      RowSorter sorter = new RowSorter(RowOrder.of(by, from.size()), -1);
      for (byte[] block : shard.getValue()) {
        sorter.add(Shards.decode(block, from));
      }
      RowBlock.Builder sorted = RowBlock.builder(from);
      sorter.sorted(
          0,
          -1,
          block -> {
            for (int row = 0; row < block.rows(); row++) {
              if (!block.isMissing(time, row)) {
                sorted.addRow(block, row);
              }
            }
          });
      RowBlock all = sorted.build();
      RowBlock.Builder builder = RowBlock.builder(type);
      int first = 0;
      for (int row = 1; row <= all.rows(); row++) {
        boolean goesOn =
            row < all.rows()
                && ofKeys.isPeer(all, row - 1, all, row)
                && all.longAt(time, row) - all.longAt(time, row - 1) < spec.size();
        if (!goesOn) {
          for (int member = first; member < row; member++) {
            copy(
                builder,
                all,
                member,
                all.longAt(time, first),
                all.longAt(time, row - 1) + spec.size());
            builder.endRow(out::output);
          }
          first = row;
        }
      }
      builder.finish(out::output);
    }
  }

  /** Cuts blocks so that all rows of one are in the same windows, at the time of one of them. */
  private static final class Cut extends DoFn<RowBlock, RowBlock> {
    private static final long serialVersionUID = 1;

    private final WindowSpec spec;
    private final int time;

    Cut(WindowSpec spec, int time) {
      this.spec = spec;
      this.time = time;
    }

    @ProcessElement
    public void cut(@Element RowBlock block, OutputReceiver<RowBlock> out) {
      // Where the step does not divide the size, windows begin and end at different places.
      long unit = gcd(spec.size(), spec.step());
      Map<Long, RowBlock.Builder> parts = new TreeMap<>();
      for (int row = 0; row < block.rows(); row++) {
        if (!block.isMissing(time, row)) {
          long moment = block.longAt(time, row);
          long start = moment - Math.floorMod(moment - spec.offset(), unit);
          parts.computeIfAbsent(start, unused -> RowBlock.builder(block.type())).addRow(block, row);
        }
      }
      parts.forEach(
          (start, part) ->
              out.outputWithTimestamp(part.build(), Instant.ofEpochMilli(start + unit - 1)));
    }

    private static long gcd(long a, long b) {
      return b == 0 ? a : gcd(b, a % b);
    }

    /** A row may be late. */
    @Override
    @SuppressWarnings({"deprecation", "InlineMeSuggester"})
    public Duration getAllowedTimestampSkew() {
      return Duration.millis(Long.MAX_VALUE);
    }
  }

  private static final class AddColumns extends DoFn<RowBlock, RowBlock> {
    private static final long serialVersionUID = 1;

    private final RowType type;

    AddColumns(RowType type) {
      this.type = type;
    }

    @ProcessElement
    public void add(@Element RowBlock block, BoundedWindow window, OutputReceiver<RowBlock> out) {
      IntervalWindow of = (IntervalWindow) window;
      RowBlock.Builder builder = RowBlock.builder(type);
      for (int row = 0; row < block.rows(); row++) {
        copy(builder, block, row, of.start().getMillis(), of.end().getMillis());
        builder.endRow();
      }
      out.output(builder.build());
    }
  }
}
