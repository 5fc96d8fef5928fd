package dev.catchment.account;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Counts elements by a name that is computed from each, as {@link Tallies}: partial counts, one per
 * bundle and name. Memory: the names of one bundle.
 */
public final class CountElements<T>
    extends PTransform<PCollection<T>, PCollection<KV<String, Long>>> {
  private static final long serialVersionUID = 1;

  private final SerializableFunction<T, String> label;

  private CountElements(SerializableFunction<T, String> label) {
    this.label = label;
  }

  /** Counts by the name that a function gives an element. */
  public static <T> CountElements<T> by(SerializableFunction<T, String> label) {
    return new CountElements<>(label);
  }

  @Override
  public PCollection<KV<String, Long>> expand(PCollection<T> elements) {
    PCollectionTuple outputs =
        elements.apply(
            "Count",
            ParDo.of(new CountFn<>(label))
                .withOutputTags(new TupleTag<Void>("none"), TupleTagList.of(Tallies.TAG)));
    return outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
  }

  private static final class CountFn<T> extends DoFn<T, Void> {
    private static final long serialVersionUID = 1;

    private final SerializableFunction<T, String> label;
    private transient Tallies tallies;

    CountFn(SerializableFunction<T, String> label) {
      this.label = label;
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void count(@Element T element) {
      tallies.add(label.apply(element), 1);
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
