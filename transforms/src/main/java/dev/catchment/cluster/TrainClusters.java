package dev.catchment.cluster;

import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Trains clusters on a bounded table: standard scaler, principal components, k-means. The output is
 * one {@link ClusterModel}.
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
public final class TrainClusters extends PTransform<PCollection<Block>, PCollection<ClusterModel>> {
  private static final long serialVersionUID = 1;

  private final ClusterSettings settings;

  private TrainClusters(ClusterSettings settings) {
    this.settings = settings;
  }

  /**
   * Training on features of these names, in the order of a row's values: three clusters on two
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
  public PCollection<ClusterModel> expand(PCollection<Block> rows) {
    ClusterSettings asked = settings;
    ClusterModelCoder coder = ClusterModelCoder.of();
    PCollection<Block> nothing =
        rows.getPipeline().apply("No rows", Create.of(Block.empty()).withCoder(BlockCoder.of()));
    PCollection<Block> blocks =
        PCollectionList.of(rows).and(nothing).apply("Rows", Flatten.pCollections());
    PCollection<ColumnMeans> means =
        blocks.apply(
            "Means",
            FoldRows.sums(
                nothing,
                (sums, key, row, none) -> ColumnMeans.add(sums, row),
                (sums, none) -> asked.means(sums),
                new ColumnMeansCoder()));
    PCollection<ClusterModel> start =
        blocks.apply(
            "Scaler and components",
            FoldRows.sums(
                means,
                (sums, key, row, columns) -> Moments.add(sums, row, columns),
                asked::start,
                coder));
    PCollection<ClusterModel> model =
        blocks.apply(
            "Cluster a sample",
            FoldRows.sample(start, asked.sampleSize(), asked::sample, asked::fit, coder));
    for (int pass = 1; pass <= asked.refinements(); pass++) {
      model =
          blocks.apply(
              "Refine " + pass,
              FoldRows.sums(
                  model,
                  (sums, key, row, last) -> FullPass.add(sums, row, last),
                  FullPass::move,
                  coder));
    }
    return blocks.apply(
        "Measure",
        FoldRows.sums(
            model,
            (sums, key, row, last) -> Measures.add(sums, row, last),
            (sums, last) -> last.measured(Measures.of(sums, last)),
            coder));
  }
}
