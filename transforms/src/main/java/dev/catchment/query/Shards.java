package dev.catchment.query;

import dev.catchment.model.ByteSink;
import dev.catchment.model.ByteSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.joda.time.Duration;

/** Groups bytes by the number of a shard, and rows into such bytes. */
final class Shards {
  static final KvCoder<Integer, byte[]> CODER = KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  /** The number of shards of what has keys. */
  static final int COUNT = 16;

  /** How long after its end a window can still tell that rows came too late for it. */
  private static final Duration REMEMBERED = Duration.standardDays(7);

  private Shards() {}

  /**
   * Groups by shard. Of an unbounded collection what comes when a window has ended is a group of
   * its own, which {@link #isLate} tells from the others; after a week it is dropped.
   */
  static PCollection<KV<Integer, Iterable<byte[]>>> group(
      PCollection<KV<Integer, byte[]>> parts, Wiring wiring) {
    PCollection<KV<Integer, byte[]>> ready = parts;
    if (parts.isBounded() == IsBounded.UNBOUNDED
        && !(parts.getWindowingStrategy().getWindowFn() instanceof GlobalWindows)) {
      ready =
          parts.apply(
              wiring.name("AtEnds"),
              Window.<KV<Integer, byte[]>>configure()
                  .triggering(
                      AfterWatermark.pastEndOfWindow()
                          .withLateFirings(AfterPane.elementCountAtLeast(1)))
                  .withAllowedLateness(REMEMBERED)
                  .discardingFiredPanes());
    }
    return ready.apply(wiring.name("GroupByShard"), GroupByKey.create());
  }

  /** The shard of a key, of so many. */
  static int of(ByteSink key, int shards) {
    return Math.floorMod(KeyColumns.hash(key.array(), 0, key.size()) >>> 7, shards);
  }

  static boolean isLate(PaneInfo pane) {
    return pane.getTiming() == Timing.LATE;
  }

  /**
   * Cuts blocks into shards by the hash of key columns: one byte for the side they are of, then the
   * block as {@link RowBlockCoder} writes it.
   */
  static final class Split extends DoFn<RowBlock, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final RowType type;
    private final KeyColumns keys;
    private final int side;
    private final int shards;
    private transient Map<BoundedWindow, RowBlock.Builder[]> windows;
    private transient ByteSink key;

    Split(RowType type, KeyColumns keys, int side, int shards) {
      this.type = type;
      this.keys = keys;
      this.side = side;
      this.shards = shards;
    }

    @StartBundle
    public void startBundle() {
      windows = new HashMap<>();
      key = new ByteSink();
    }

    @ProcessElement
    public void split(ProcessContext context, BoundedWindow window) {
      RowBlock block = context.element();
      RowBlock.Builder[] builders =
          windows.computeIfAbsent(window, unused -> new RowBlock.Builder[shards]);
      for (int row = 0; row < block.rows(); row++) {
        key.clear();
        keys.write(block, row, key);
        int shard = of(key, shards);
        if (builders[shard] == null) {
          builders[shard] = RowBlock.builder(type);
        }
        builders[shard].addRow(block, row);
        if (builders[shard].rows() == RowBlock.ROWS) {
          context.outputWindowedValue(
              KV.of(shard, encode(builders[shard].build(), side)),
              window.maxTimestamp(),
              List.of(window),
              PaneInfo.NO_FIRING);
        }
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      windows.forEach(
          (window, builders) -> {
            for (int shard = 0; shard < shards; shard++) {
              if (builders[shard] != null && builders[shard].rows() > 0) {
                context.output(
                    KV.of(shard, encode(builders[shard].build(), side)),
                    window.maxTimestamp(),
                    window);
              }
            }
          });
      windows = new HashMap<>();
    }
  }

  static byte[] encode(RowBlock block, int side) {
    ByteSink out = new ByteSink();
    out.write(side);
    try {
      RowBlockCoder.of(block.type()).encode(block, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(out.array(), out.size());
  }

  static int side(byte[] block) {
    return block[0];
  }

  static RowBlock decode(byte[] block, RowType type) throws IOException {
    return RowBlockCoder.of(type).decode(new ByteSource(block, 1, block.length - 1));
  }
}
