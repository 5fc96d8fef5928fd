package dev.catchment.cluster;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * One pass over all rows: summarises each bundle, with the result of an earlier pass at hand, and
 * merges the summaries into one. The output is one element, that of no rows when there are none.
 *
 * <p>Only one summary per bundle is shuffled. Memory: one summary per worker thread.
 */
final class FoldRows<V, A extends Mergeable<A>>
    extends PTransform<PCollection<Block>, PCollection<A>> {
  private static final long serialVersionUID = 1;

  /** Adds a row to a summary. */
  interface Step<V, A> extends Serializable {
    void add(A summary, long key, double[] row, V side);
  }

  private final PCollectionView<V> side;
  private final Step<V, A> step;
  private final MergeFn.Empty<A> empty;
  private final Coder<A> coder;

  private FoldRows(
      PCollectionView<V> side, Step<V, A> step, MergeFn.Empty<A> empty, Coder<A> coder) {
    this.side = side;
    this.step = step;
    this.empty = empty;
    this.coder = coder;
  }

  /** Sums of what a step adds for each row, given an earlier result. */
  static <V> FoldRows<V, ExactSums> sums(PCollectionView<V> side, Step<V, ExactSums> step) {
    return new FoldRows<>(side, step, ExactSums::new, new ExactSumsCoder());
  }

  /** A sample of at most {@code limit} rows a group, given an earlier result. */
  static <V> FoldRows<V, RowSample> sample(
      int limit, PCollectionView<V> side, Step<V, RowSample> step) {
    return new FoldRows<>(side, step, () -> new RowSample(limit), new RowSampleCoder());
  }

  @Override
  public PCollection<A> expand(PCollection<Block> blocks) {
    ParDo.SingleOutput<Block, A> summarise = ParDo.of(new SummariseFn<>(side, step, empty));
    return blocks
        .apply("Summarise bundles", side == null ? summarise : summarise.withSideInputs(side))
        .setCoder(coder)
        .apply("Merge", Combine.globally(MergeFn.of(empty, coder)));
  }

  private static final class SummariseFn<V, A> extends DoFn<Block, A> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<V> side;
    private final Step<V, A> step;
    private final MergeFn.Empty<A> empty;
    private transient A summary;

    SummariseFn(PCollectionView<V> side, Step<V, A> step, MergeFn.Empty<A> empty) {
      this.side = side;
      this.step = step;
      this.empty = empty;
    }

    @StartBundle
    public void start() {
      summary = null;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      V earlier = side == null ? null : context.sideInput(side);
      if (summary == null) {
        summary = empty.get();
      }
      Block block = context.element();
      for (int row = 0; row < block.rows(); row++) {
        step.add(summary, block.key(row), block.row(row), earlier);
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      if (summary != null) {
        context.output(summary, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
        summary = null;
      }
    }
  }
}
