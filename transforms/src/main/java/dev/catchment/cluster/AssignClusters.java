package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkNotNull;

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

  /** The features of an element. */
  private final SerializableFunction<T, double[]> features;

  private final transient ClusterModel constant;
  private final PCollectionView<ClusterModel> view;

  private AssignClusters(
      SerializableFunction<T, double[]> features,
      ClusterModel constant,
      PCollectionView<ClusterModel> view) {
    this.features = features;
    this.constant = constant;
    this.view = view;
  }

  /** Assigns by a model that the same pipeline trains. */
  public static <T> AssignClusters<T> by(
      PCollectionView<ClusterModel> model, SerializableFunction<T, double[]> features) {
    return new AssignClusters<>(features, null, checkNotNull(model, "model"));
  }

  /** Assigns by a model that was stored (see {@link ModelJson}). */
  public static <T> AssignClusters<T> by(
      ClusterModel model, SerializableFunction<T, double[]> features) {
    return new AssignClusters<>(features, checkNotNull(model, "model"), null);
  }

  @Override
  public PCollection<KV<T, Integer>> expand(PCollection<T> elements) {
    PCollectionView<ClusterModel> model = view == null ? stored(elements) : view;
    return elements
        .apply("Assign", ParDo.of(new AssignFn<>(model, features)).withSideInputs(model))
        .setCoder(KvCoder.of(elements.getCoder(), VarIntCoder.of()));
  }

  private PCollectionView<ClusterModel> stored(PCollection<T> elements) {
    return elements
        .getPipeline()
        .apply("Model", Create.of(constant).withCoder(ClusterModelCoder.of()))
        .apply("View model", View.asSingleton());
  }

  private static final class AssignFn<T> extends DoFn<T, KV<T, Integer>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<ClusterModel> model;
    private final SerializableFunction<T, double[]> features;

    AssignFn(PCollectionView<ClusterModel> model, SerializableFunction<T, double[]> features) {
      this.model = model;
      this.features = features;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      double[] row = features.apply(context.element());
      context.output(KV.of(context.element(), context.sideInput(model).assign(row)));
    }
  }
}
