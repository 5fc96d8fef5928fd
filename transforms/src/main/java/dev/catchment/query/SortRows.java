package dev.catchment.query;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Sorts rows, or takes the first of them: each bundle sorts its own, one worker merges them.
 *
 * <p>Memory: all rows on one worker, or as many as are taken.
 */
final class SortRows extends Step {
  private final RowOrder order;
  private final long offset;
  private final long fetch;
  private final String text;

  /**
   * A sort.
   *
   * @param fetch the number of rows to take, negative for all
   */
  SortRows(String text, RowOrder order, long offset, long fetch, Step input) {
    super(input.type(), Flow.BOUNDED, input);
    this.text = text;
    this.order = order;
    this.offset = offset;
    this.fetch = fetch;
  }

  @Override
  boolean isSmall() {
    return inputs().get(0).isSmall() || (fetch >= 0 && fetch <= 1000);
  }

  @Override
  String describe() {
    return text;
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    long limit = fetch < 0 ? -1 : offset + fetch;
    PCollection<KV<Integer, byte[]>> parts =
        of.get(0)
            .apply(wiring.name("SortBundle"), ParDo.of(new Bundle(order, limit)))
            .setCoder(Shards.CODER);
    return Shards.group(parts, wiring)
        .apply(wiring.name("SortAll"), ParDo.of(new All(type(), order, offset, fetch)))
        .setCoder(RowBlockCoder.of(type()));
  }

  private static final class Bundle extends DoFn<RowBlock, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final RowOrder order;
    private final long limit;
    private transient RowSorter sorter;

    Bundle(RowOrder order, long limit) {
      this.order = order;
      this.limit = limit;
    }

    @StartBundle
    public void startBundle() {
      sorter = new RowSorter(order, limit);
    }

    @ProcessElement
    public void add(@Element RowBlock block, OutputReceiver<KV<Integer, byte[]>> out) {
      if (limit < 0) {
        out.output(KV.of(0, Shards.encode(block, 0)));
      } else {
        sorter.add(block);
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      sorter.sorted(
          0,
          limit,
          block ->
              context.output(
                  KV.of(0, Shards.encode(block, 0)),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE));
      sorter = null;
    }
  }

  private static final class All extends DoFn<KV<Integer, Iterable<byte[]>>, RowBlock> {
    private static final long serialVersionUID = 1;

    private final RowType type;
    private final RowOrder order;
    private final long offset;
    private final long fetch;

    All(RowType type, RowOrder order, long offset, long fetch) {
      this.type = type;
      this.order = order;
      this.offset = offset;
      this.fetch = fetch;
    }

    @ProcessElement
    public void sort(@Element KV<Integer, Iterable<byte[]>> parts, OutputReceiver<RowBlock> out)
        throws IOException {
      RowSorter sorter = new RowSorter(order, fetch < 0 ? -1 : offset + fetch);
      for (byte[] part : parts.getValue()) {
        sorter.add(Shards.decode(part, type));
      }
      sorter.sorted(offset, fetch, out::output);
    }
  }
}
