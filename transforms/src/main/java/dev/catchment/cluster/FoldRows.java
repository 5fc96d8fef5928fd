package dev.catchment.cluster;

import dev.catchment.model.Block;
import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * One pass over all rows: summarises each bundle of blocks with the result of the pass before at
 * hand, merges the summaries, and draws a conclusion, the one element of the output.
 *
 * <p>Only one summary per bundle is shuffled. Memory: one summary per worker thread.
 *
 * @param <V> the result of the pass before
 * @param <A> the summary
 * @param <R> the conclusion
 */
final class FoldRows<V, A extends Mergeable<A>, R>
    extends PTransform<PCollection<Block>, PCollection<R>> {
  private static final long serialVersionUID = 1;

  /** Makes for each bundle what adds its blocks. */
  interface Step<V, A> extends Serializable {
    Adder<A> with(V before);
  }

  /** Adds blocks to summaries; serves one thread, so that it may keep scratch space. */
  interface Adder<A> {
    void add(A summary, Block block);
  }

  private final transient PCollection<V> before;
  private final MergeFn.Empty<A> empty;
  private final Coder<A> coder;
  private final Step<V, A> step;
  private final Conclude.Conclusion<V, A, R> conclusion;
  private final Coder<R> resultCoder;

  private FoldRows(
      PCollection<V> before,
      MergeFn.Empty<A> empty,
      Coder<A> coder,
      Step<V, A> step,
      Conclude.Conclusion<V, A, R> conclusion,
      Coder<R> resultCoder) {
    this.before = before;
    this.empty = empty;
    this.coder = coder;
    this.step = step;
    this.conclusion = conclusion;
    this.resultCoder = resultCoder;
  }

  /** A pass by sums. */
  static <V, R> FoldRows<V, ExactSums, R> sums(
      PCollection<V> before,
      Step<V, ExactSums> step,
      Conclude.Conclusion<V, ExactSums, R> conclusion,
      Coder<R> resultCoder) {
    return new FoldRows<>(
        before, ExactSums::new, new ExactSumsCoder(), step, conclusion, resultCoder);
  }

  /** A pass by a sample of at most {@code limit} rows a group. */
  static <V, R> FoldRows<V, RowSample, R> sample(
      PCollection<V> before,
      int limit,
      Step<V, RowSample> step,
      Conclude.Conclusion<V, RowSample, R> conclusion,
      Coder<R> resultCoder) {
    return new FoldRows<>(
        before, () -> new RowSample(limit), new RowSampleCoder(), step, conclusion, resultCoder);
  }

  @Override
  public PCollection<R> expand(PCollection<Block> blocks) {
    PCollectionView<Iterable<V>> view = before.apply("Before", View.asIterable());
    return blocks
        .apply(
            "Summarise bundles",
            ParDo.of(new SummariseFn<>(view, step, empty)).withSideInputs(view))
        .setCoder(KvCoder.of(VoidCoder.of(), coder))
        .apply("Merge", Combine.perKey(MergeFn.of(empty, coder)))
        .apply("Summary", Values.create())
        .apply("Conclude", Conclude.with(before, conclusion, resultCoder));
  }

  private static final class SummariseFn<V, A> extends DoFn<Block, KV<Void, A>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Iterable<V>> view;
    private final Step<V, A> step;
    private final MergeFn.Empty<A> empty;
    private transient A summary;
    private transient Adder<A> adder;

    SummariseFn(PCollectionView<Iterable<V>> view, Step<V, A> step, MergeFn.Empty<A> empty) {
      this.view = view;
      this.step = step;
      this.empty = empty;
    }

    @StartBundle
    public void start() {
      summary = null;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (summary == null) {
        summary = empty.get();
        adder = step.with(context.sideInput(view).iterator().next());
      }
      adder.add(summary, context.element());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      if (summary != null) {
        context.output(
            KV.of(null, summary), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
        summary = null;
      }
    }
  }
}
