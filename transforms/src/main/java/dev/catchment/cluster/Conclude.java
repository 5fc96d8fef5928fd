package dev.catchment.cluster;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Draws a conclusion from each element and one other object.
 *
 * @param <V> the other object
 * @param <A> the element
 * @param <R> the conclusion
 */
final class Conclude<V, A, R> extends PTransform<PCollection<A>, PCollection<R>> {
  private static final long serialVersionUID = 1;

  /** What follows from an element and the object. */
  interface Conclusion<V, A, R> extends Serializable {
    R of(A element, V object);
  }

  private final transient PCollection<V> object;
  private final Conclusion<V, A, R> conclusion;
  private final Coder<R> coder;

  private Conclude(PCollection<V> object, Conclusion<V, A, R> conclusion, Coder<R> coder) {
    this.object = object;
    this.conclusion = conclusion;
    this.coder = coder;
  }

  /** Conclusions with the one element of a collection. */
  static <V, A, R> Conclude<V, A, R> with(
      PCollection<V> object, Conclusion<V, A, R> conclusion, Coder<R> coder) {
    return new Conclude<>(object, conclusion, coder);
  }

  @Override
  public PCollection<R> expand(PCollection<A> elements) {
    PCollectionView<Iterable<V>> view = object.apply("Object", View.asIterable());
    return elements
        .apply("Conclude", ParDo.of(new ConcludeFn<>(view, conclusion)).withSideInputs(view))
        .setCoder(coder);
  }

  private static final class ConcludeFn<V, A, R> extends DoFn<A, R> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Iterable<V>> view;
    private final Conclusion<V, A, R> conclusion;

    ConcludeFn(PCollectionView<Iterable<V>> view, Conclusion<V, A, R> conclusion) {
      this.view = view;
      this.conclusion = conclusion;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      V object = context.sideInput(view).iterator().next();
      context.output(conclusion.of(context.element(), object));
    }
  }
}
