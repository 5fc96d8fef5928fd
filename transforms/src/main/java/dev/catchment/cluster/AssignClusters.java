package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkNotNull;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Adds to each element the number of its cluster. The elements are of any kind: a function gives
 * their features, in the model's order, NaN for a missing one (which counts as the mean).
 */
public final class AssignClusters<T>
    extends PTransform<PCollection<T>, PCollection<KV<T, Integer>>> {
  private static final long serialVersionUID = 1;

  private final SerializableFunction<T, double[]> features;
  private final transient ClusterModel constant;
  private final transient PCollection<ClusterModel> trained;

  private AssignClusters(
      SerializableFunction<T, double[]> features,
      ClusterModel constant,
      PCollection<ClusterModel> trained) {
    this.features = features;
    this.constant = constant;
    this.trained = trained;
  }

  /** Assigns by a model that the same pipeline trains. */
  public static <T> AssignClusters<T> by(
      PCollection<ClusterModel> model, SerializableFunction<T, double[]> features) {
    return new AssignClusters<>(features, null, checkNotNull(model, "model"));
  }

  /** Assigns by a model that was stored (see {@link ModelJson}). */
  public static <T> AssignClusters<T> by(
      ClusterModel model, SerializableFunction<T, double[]> features) {
    return new AssignClusters<>(features, checkNotNull(model, "model"), null);
  }

  @Override
  public PCollection<KV<T, Integer>> expand(PCollection<T> elements) {
    PCollection<ClusterModel> model = trained == null ? stored(elements.getPipeline()) : trained;
    PCollectionView<Iterable<ClusterModel>> view = model.apply("View model", View.asIterable());
    return elements
        .apply("Assign", ParDo.of(new AssignFn<>(view, features)).withSideInputs(view))
        .setCoder(KvCoder.of(elements.getCoder(), VarIntCoder.of()));
  }

  private PCollection<ClusterModel> stored(Pipeline pipeline) {
    return pipeline.apply("Model", Create.of(constant).withCoder(ClusterModelCoder.of()));
  }

  private static final class AssignFn<T> extends DoFn<T, KV<T, Integer>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Iterable<ClusterModel>> view;
    private final SerializableFunction<T, double[]> features;
    private transient Assigner assigner;

    AssignFn(
        PCollectionView<Iterable<ClusterModel>> view, SerializableFunction<T, double[]> features) {
      this.view = view;
      this.features = features;
    }

    @StartBundle
    public void start() {
      assigner = null;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (assigner == null) {
        assigner = new Assigner(context.sideInput(view).iterator().next());
      }
      T element = context.element();
      context.output(KV.of(element, assigner.assign(features.apply(element))));
    }
  }
}
