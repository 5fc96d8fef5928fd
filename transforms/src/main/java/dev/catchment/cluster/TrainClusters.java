package dev.catchment.cluster;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.transforms.Contextful;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Requirements;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Trains clusters on a bounded table: standard scaler, principal components, k-means. The output is
 * one {@link ClusterModel}; {@code apply(View.asSingleton())} makes it a side input.
 *
 * <p>Without further settings it does what scikit-learn's StandardScaler, PCA(2), KMeans(3) do.
 *
 * <p>Passes over the rows: means; covariance; k-means on a sample (see {@link KMeans}), which is
 * the whole table when it is not larger than the sample; a few passes of Lloyd's iteration over all
 * rows; sizes, inertia and means of the clusters over all rows.
 *
 * <p>The same rows give the same model to the last bit, whatever their order, the bundles and the
 * runner: sums are exact ({@link ExactSums}), the sample is chosen by the rows' keys, and rows of
 * equal keys are told apart by their values.
 *
 * <p>Memory: the sample on one worker, and per worker thread the sums, 8 to 32 bytes times the
 * square of the number of features and times k and the number of features.
 *
 * <p>Throws {@link ClusteringException} where settings and data do not go together.
 */
public final class TrainClusters extends PTransform<PCollection<Point>, PCollection<ClusterModel>> {
  private static final long serialVersionUID = 1;

  private final ClusterSettings settings;

  private TrainClusters(ClusterSettings settings) {
    this.settings = settings;
  }

  /**
   * Training on features of these names, in the order of a point's values: three clusters on two
   * principal components (one, if there is only one feature) of the standardised features, seed 0,
   * a sample of 20,000 rows, three refining passes.
   */
  public static TrainClusters on(List<String> features) {
    return new TrainClusters(
        new ClusterSettings(features, 3, Math.min(2, features.size()), true, 0, 20_000, 3));
  }

  /** The number of clusters, at least 1. */
  public TrainClusters withK(int k) {
    return new TrainClusters(settings.withK(k));
  }

  /** The number of principal components, at most one per feature; 0 clusters the features. */
  public TrainClusters withComponents(int components) {
    return new TrainClusters(settings.withComponents(components));
  }

  /** Whether the features are divided by their standard deviations. */
  public TrainClusters withStandardize(boolean standardize) {
    return new TrainClusters(settings.withStandardize(standardize));
  }

  /** The seed of the sample and of the starting centroids. */
  public TrainClusters withSeed(long seed) {
    return new TrainClusters(settings.withSeed(seed));
  }

  /** The most rows that k-means starts from, at least k. */
  public TrainClusters withSampleSize(int sampleSize) {
    return new TrainClusters(settings.withSampleSize(sampleSize));
  }

  @Override
  public PCollection<ClusterModel> expand(PCollection<Point> points) {
    ClusterSettings asked = settings;
    PCollection<Block> blocks =
        points.apply("Pack rows", PackBlocks.ofWidth(asked.features().size()));
    PCollectionView<ColumnMeans> means = means(blocks);
    PCollectionView<ExactSums> products =
        blocks
            .apply(
                "Sum products",
                FoldRows.sums(means, (sums, key, row, columns) -> Moments.add(sums, row, columns)))
            .apply("View products", View.asSingleton());
    PCollection<ClusterModel> model =
        blocks
            .apply(
                "Sample",
                FoldRows.<Void>sample(
                    asked.sampleSize(),
                    null,
                    (sample, key, row, none) ->
                        sample.add(0, SplitMix.rank(asked.seed(), key), row)))
            .apply(
                "Cluster the sample",
                MapElements.into(TypeDescriptor.of(ClusterModel.class))
                    .via(
                        Contextful.fn(
                            (RowSample sample, Contextful.Fn.Context context) -> {
                              ColumnMeans columns = context.sideInput(means);
                              Moments moments = Moments.of(context.sideInput(products), columns);
                              return asked.fit(moments, sample.rows(0));
                            },
                            Requirements.requiresSideInputs(means, products))))
            .setCoder(ClusterModelCoder.of());
    for (int pass = 1; pass <= asked.refinements(); pass++) {
      model = next(blocks, model, "Refine " + pass, FullPass::add, FullPass::move);
    }
    return next(
        blocks,
        model,
        "Measure",
        Measures::add,
        (sums, last) -> last.measured(Measures.of(sums, last)));
  }

  private PCollectionView<ColumnMeans> means(PCollection<Block> blocks) {
    ClusterSettings asked = settings;
    return blocks
        .apply(
            "Sum values",
            FoldRows.<Void>sums(null, (sums, key, row, none) -> ColumnMeans.add(sums, row)))
        .apply("Mean", MapElements.into(TypeDescriptor.of(ColumnMeans.class)).via(asked::means))
        .setCoder(new ColumnMeansCoder())
        .apply("View means", View.asSingleton());
  }

  /** What a pass adds to the sums for a row. */
  private interface RowSum extends Serializable {
    void add(ExactSums sums, double[] row, ClusterModel model);
  }

  /** What a pass makes of the sums. */
  private interface Conclusion extends Serializable {
    ClusterModel of(ExactSums sums, ClusterModel model);
  }

  private static PCollection<ClusterModel> next(
      PCollection<Block> blocks,
      PCollection<ClusterModel> model,
      String name,
      RowSum rowSum,
      Conclusion conclusion) {
    PCollectionView<ClusterModel> view = model.apply(name + ": view", View.asSingleton());
    return blocks
        .apply(
            name + ": sum",
            FoldRows.sums(view, (sums, key, row, last) -> rowSum.add(sums, row, last)))
        .apply(
            name + ": model",
            MapElements.into(TypeDescriptor.of(ClusterModel.class))
                .via(
                    Contextful.fn(
                        (ExactSums sums, Contextful.Fn.Context context) ->
                            conclusion.of(sums, context.sideInput(view)),
                        Requirements.requiresSideInputs(view))))
        .setCoder(ClusterModelCoder.of());
  }
}
