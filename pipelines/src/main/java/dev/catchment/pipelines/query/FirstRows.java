package dev.catchment.pipelines.query;

import dev.catchment.query.RowBlock;
import dev.catchment.query.RowBlockCoder;
import dev.catchment.query.RowType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The first rows of a result, in the order of {@link SortedRow}, as one block. A worker holds that
 * many rows.
 */
final class FirstRows extends PTransform<PCollection<RowBlock>, PCollection<RowBlock>> {
  private static final long serialVersionUID = 1;

  private final RowType type;
  private final boolean isOrdered;
  private final int most;

  private FirstRows(RowType type, boolean isOrdered, int most) {
    this.type = type;
    this.isOrdered = isOrdered;
    this.most = most;
  }

  /** At most so many rows of a result. */
  static FirstRows of(RowType type, boolean isOrdered, int most) {
    return new FirstRows(type, isOrdered, most);
  }

  @Override
  public PCollection<RowBlock> expand(PCollection<RowBlock> blocks) {
    RowType columns = type;
    boolean hasPlaces = isOrdered;
    return blocks
        .apply("Of bundles", ParDo.of(new FirstFn(type, isOrdered, most)))
        .setCoder(ByteArrayCoder.of())
        .apply("Of all", Top.of(most, new Backwards()))
        .apply(
            "As block",
            MapElements.into(TypeDescriptor.of(RowBlock.class))
                .via(rows -> block(rows, columns, hasPlaces)))
        .setCoder(RowBlockCoder.of(type));
  }

  private static RowBlock block(List<byte[]> rows, RowType type, boolean isOrdered) {
    RowBlock.Builder block = RowBlock.builder(type);
    SortedRow bytes = new SortedRow(type, isOrdered);
    rows.forEach(row -> bytes.read(row, block));
    return block.build(isOrdered ? 0 : RowBlock.UNORDERED);
  }

  /** The first row is the greatest. */
  private static final class Backwards implements Comparator<byte[]>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(byte[] left, byte[] right) {
      return SortedRow.compare(right, left);
    }
  }

  private static final class FirstFn extends DoFn<RowBlock, byte[]> {
    private static final long serialVersionUID = 1;

    private final RowType type;
    private final boolean isOrdered;
    private final int most;
    private transient SortedRow bytes;
    private transient PriorityQueue<byte[]> first;

    FirstFn(RowType type, boolean isOrdered, int most) {
      this.type = type;
      this.isOrdered = isOrdered;
      this.most = most;
    }

    @StartBundle
    public void start() {
      bytes = new SortedRow(type, isOrdered);
      first = new PriorityQueue<>(new Backwards());
    }

    @ProcessElement
    public void take(@Element RowBlock block) {
      for (int row = 0; row < block.rows(); row++) {
        first.add(bytes.write(block, row));
        if (first.size() > most) {
          first.poll();
        }
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      for (byte[] row : new ArrayList<>(first)) {
        context.output(row, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      }
    }
  }
}
