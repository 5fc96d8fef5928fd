package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
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
 * iteration over all rows; sizes, inertia, means and distribution of the clusters over all rows.
 *
 * <p>The same blocks give the same model to the last bit, whatever their order, the bundles and the
 * runner: sums within a block go by the order of its rows, blocks are added up exactly ({@link
 * ExactSums}), and the coreset is chosen by the rows' keys and values. Other blocks of the same
 * rows give a model that agrees to rounding.
 *
 * <p>Memory: on one worker the coreset, at most 40,000 or 60 k rows, and its projection; per worker
 * thread the sums, 12 to 16 bytes times the square of the number of features (five times that with
 * missing values) and 16 to 32 bytes times k times the number of features, 12 times that with the
 * {@link Distribution}, which is kept up to 20,000 for k times features. A block of 1,000 rows
 * costs less per row than one of a few: its covariance is added up exactly once.
 *
 * <p>Throws {@link ClusteringException} where settings and data do not go together.
 */
public final class TrainClusters extends PTransform<PCollection<Block>, PCollection<ClusterModel>> {
  private static final long serialVersionUID = 1;

  private final transient PCollection<FeatureEncoding> encoding;
  private final FeatureEncoding known;
  private final ClusterSettings settings;

  private TrainClusters(
      PCollection<FeatureEncoding> encoding, FeatureEncoding known, ClusterSettings settings) {
    this.encoding = encoding;
    this.known = known;
    this.settings = settings;
    if (known != null) {
      settings.check(known);
    }
  }

  /**
   * Training on features of these names, in the order of a row's values: three clusters on two
   * principal components (one, if there is only one feature) of the standardised features, seed 0,
   * two refining passes.
   */
  public static TrainClusters on(List<String> features) {
    ClusteringException.check(
        !features.isEmpty(), "there is no feature to cluster by; name at least one numeric column");
    for (String feature : features) {
      ClusteringException.check(
          features.indexOf(feature) == features.lastIndexOf(feature),
          "feature '%s' is named twice; name it once",
          feature);
    }
    return new TrainClusters(null, FeatureEncoding.identity(features), ClusterSettings.defaults());
  }

  /**
   * The same training on the features that an encoding, the one element of a collection, has made:
   * the blocks hold encoded numbers. A feature of weight w counts as if it were w times as large.
   */
  public static TrainClusters by(PCollection<FeatureEncoding> encoding) {
    return new TrainClusters(checkNotNull(encoding, "encoding"), null, ClusterSettings.defaults());
  }

  private TrainClusters with(ClusterSettings changed) {
    return new TrainClusters(encoding, known, changed);
  }

  /** The number of clusters, at least 1. */
  public TrainClusters withK(int k) {
    return with(settings.withK(k));
  }

  /**
   * The number of clusters is chosen by {@link ChooseK} on the coreset; 1 where no number has a
   * silhouette above 0, as where all rows are equal. The model keeps the curve.
   *
   * @param most the most clusters that are tried, 2 to 100
   */
  public TrainClusters withChosenK(int most) {
    return with(settings.withChosenK(most));
  }

  /** The number of principal components, at most one per feature; 0 clusters the features. */
  public TrainClusters withComponents(int components) {
    return with(settings.withComponents(components));
  }

  /** Whether the features are divided by their standard deviations. */
  public TrainClusters withStandardize(boolean standardize) {
    return with(settings.withStandardize(standardize));
  }

  /** The seed of the coreset and of the starting centroids. */
  public TrainClusters withSeed(long seed) {
    return with(settings.withSeed(seed));
  }

  /**
   * About how many rows k-means runs on, at least 30 for each cluster; at most twice as many are
   * kept. Without it 20,000, or 30 for each cluster if that is more.
   */
  public TrainClusters withCoresetSize(int coresetSize) {
    return with(settings.withCoresetSize(coresetSize));
  }

  /**
   * Clusters are numbered in the order of the clusters of a model trained earlier that they
   * continue, matched by {@link MatchClusters} in its space; those that continue none follow by
   * decreasing size. With fewer clusters than before the numbers close up; {@link
   * ClusterModel#earlier} has the earlier ones.
   *
   * @param earlier a model of the same features, in any order
   */
  public TrainClusters withEarlier(ClusterModel earlier) {
    return with(settings.withEarlier(earlier));
  }

  @Override
  public PCollection<ClusterModel> expand(PCollection<Block> rows) {
    ClusterSettings asked = settings;
    ClusterModelCoder coder = ClusterModelCoder.of();
    int size = asked.coreset();
    Pipeline pipeline = rows.getPipeline();
    PCollection<FeatureEncoding> features =
        known == null
            ? encoding
            : pipeline.apply("Features", Create.of(known).withCoder(FeatureEncodingCoder.of()));
    PCollection<Block> nothing =
        pipeline.apply("No rows", Create.of(Block.empty()).withCoder(BlockCoder.of()));
    PCollection<Block> blocks =
        PCollectionList.of(rows).and(nothing).apply("Rows", Flatten.pCollections());
    PCollection<ClusterModel> start =
        blocks.apply(
            "Scaler and components",
            FoldRows.sums(
                features, made -> new BlockMoments(made.features().size()), asked::start, coder));
    PCollection<Coreset> coreset =
        blocks.apply(
            "Draw a coreset",
            FoldRows.sample(
                start,
                CoresetPass.limit(size),
                model -> new CoresetPass(model, size),
                (sample, model) -> Coreset.of(sample.rows(0), model.table().size()),
                CoresetCoder.of()));
    PCollection<ClusterModel> model =
        coreset.apply("Cluster the coreset", Conclude.with(start, asked::solve, coder));
    for (int pass = 1; pass <= asked.refinements(); pass++) {
      model =
          blocks.apply(
              "Refine " + pass, FoldRows.sums(model, FullPass::new, FullPass::move, coder));
    }
    PCollection<ClusterModel> measured =
        blocks.apply("Measure", FoldRows.sums(model, MeasurePass::new, asked::measured, coder));
    return coreset.apply("Judge", Conclude.with(measured, ClusterSettings::judged, coder));
  }
}
