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
 * <p>Passes over the rows: means and covariance ({@link Moments}); a {@link Coreset}, on which
 * {@link KMeans} runs, and which is the whole table if that is not larger; two passes of Lloyd's
 * iteration over all rows; sizes, inertia and means of the clusters over all rows.
 *
 * <p>The same blocks give the same model to the last bit, whatever their order, the bundles and the
 * runner: sums within a block go by the order of its rows, blocks are added up exactly ({@link
 * ExactSums}), and the coreset is chosen by the rows' keys and values. Other blocks of the same
 * rows give a model that agrees to rounding.
 *
 * <p>Memory: on one worker the coreset, at most 200,000 or 60 k rows, twice with its projection;
 * per worker thread the sums, 12 to 16 bytes times the square of the number of features (five times
 * that with missing values) and 16 to 32 bytes times k times the number of features. Blocks of
 * about 1,000 rows are best: a block costs as much as about 20 rows on top of its own.
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
   * two refining passes.
   */
  public static TrainClusters on(List<String> features) {
    return new TrainClusters(
        new ClusterSettings(features, 3, Math.min(2, features.size()), true, 0, 0, 2));
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

  /** The seed of the coreset and of the starting centroids. */
  public TrainClusters withSeed(long seed) {
    return new TrainClusters(settings.withSeed(seed));
  }

  /**
   * About how many rows k-means runs on, at least 30 for each cluster; at most twice as many are
   * kept. Without it 20,000 to 100,000: 2,000 for each cluster where that is quick; in any case 30
   * for each cluster.
   */
  public TrainClusters withCoresetSize(int coresetSize) {
    return new TrainClusters(settings.withCoresetSize(coresetSize));
  }

  @Override
  public PCollection<ClusterModel> expand(PCollection<Block> rows) {
    ClusterSettings asked = settings;
    ClusterModelCoder coder = ClusterModelCoder.of();
    int width = asked.features().size();
    int size = asked.coreset();
    PCollection<Block> nothing =
        rows.getPipeline().apply("No rows", Create.of(Block.empty()).withCoder(BlockCoder.of()));
    PCollection<Block> blocks =
        PCollectionList.of(rows).and(nothing).apply("Rows", Flatten.pCollections());
    PCollection<ClusterModel> start =
        blocks.apply(
            "Scaler and components",
            FoldRows.sums(
                nothing,
                none -> new BlockMoments(width),
                (sums, none) -> asked.start(sums),
                coder));
    PCollection<Coreset> coreset =
        blocks.apply(
            "Draw a coreset",
            FoldRows.sample(
                start,
                CoresetPass.limit(size),
                model -> new CoresetPass(model, size),
                (sample, model) -> Coreset.of(sample.rows(0), width),
                CoresetCoder.of()));
    PCollection<ClusterModel> model =
        coreset.apply("Cluster the coreset", Conclude.with(start, asked::solve, coder));
    for (int pass = 1; pass <= asked.refinements(); pass++) {
      model =
          blocks.apply(
              "Refine " + pass, FoldRows.sums(model, FullPass::new, FullPass::move, coder));
    }
    PCollection<ClusterModel> measured =
        blocks.apply(
            "Measure",
            FoldRows.sums(
                model,
                MeasurePass::new,
                (sums, last) -> last.measured(MeasurePass.of(sums, last)),
                coder));
    return coreset.apply(
        "Find outlier distances",
        Conclude.with(
            measured,
            (rest, last) -> last.withOutlierDistances(OutlierDistances.of(rest, last)),
            coder));
  }
}
