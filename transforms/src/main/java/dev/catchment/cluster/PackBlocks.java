package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.values.PCollection;

/**
 * Packs the rows of each bundle into blocks of at most 1,024 rows, which pass between steps several
 * times faster. The input must be in the global window.
 *
 * <p>Which rows share a block depends on the bundles, and with it the last digits of what is
 * computed by block, such as a {@link TrainClusters model}. Where equal bytes on every runner
 * matter, make blocks when the rows are read, by their places in the files. Memory: 1,024 rows per
 * worker thread.
 */
public final class PackBlocks extends PTransform<PCollection<Point>, PCollection<Block>> {
  private static final long serialVersionUID = 1;
  private static final int MAX_ROWS = 1024;

  private final int width;

  private PackBlocks(int width) {
    this.width = width;
  }

  /** Packs rows of this number of values. */
  public static PackBlocks ofWidth(int width) {
    return new PackBlocks(width);
  }

  @Override
  public PCollection<Block> expand(PCollection<Point> points) {
    checkArgument(
        points.getWindowingStrategy().getWindowFn() instanceof GlobalWindows,
        "clusters are made of a whole table: the input must be in the global window");
    return points.apply("Pack", ParDo.of(new PackFn(width))).setCoder(BlockCoder.of());
  }

  private static final class PackFn extends DoFn<Point, Block> {
    private static final long serialVersionUID = 1;

    private final int width;
    private transient List<Point> buffer;

    PackFn(int width) {
      this.width = width;
    }

    @StartBundle
    public void start() {
      buffer = new ArrayList<>();
    }

    @ProcessElement
    public void process(@Element Point point, OutputReceiver<Block> out) {
      checkArgument(point.size() == width, "a row of %s values, must be %s", point.size(), width);
      buffer.add(point);
      if (buffer.size() == MAX_ROWS) {
        out.output(pack());
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      if (!buffer.isEmpty()) {
        context.output(pack(), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      }
    }

    private Block pack() {
      long[] keys = new long[buffer.size()];
      double[] values = new double[keys.length * width];
      for (int row = 0; row < keys.length; row++) {
        keys[row] = buffer.get(row).key();
        buffer.get(row).copyTo(values, row * width);
      }
      buffer.clear();
      return Block.of(keys, values);
    }
  }
}
