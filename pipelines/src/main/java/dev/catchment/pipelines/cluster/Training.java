package dev.catchment.pipelines.cluster;

import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.ClusteringException;
import dev.catchment.cluster.EncodingFit;
import dev.catchment.cluster.EncodingSettings;
import dev.catchment.cluster.FeatureEncoding;
import dev.catchment.cluster.FeatureEncodingCoder;
import dev.catchment.cluster.FitEncoding;
import dev.catchment.cluster.TrainClusters;
import dev.catchment.model.Block;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableScan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;

/**
 * Clusters that the run finds itself.
 *
 * @param options what is asked for
 * @param columns the columns to cluster by
 * @param fit what they become
 * @param mostFeatures the most features that they can become
 * @param earlier the model whose numbers the clusters keep
 */
record Training(
    ClusterOptions options,
    List<String> columns,
    EncodingFit fit,
    int mostFeatures,
    Optional<ClusterModel> earlier)
    implements ClusterSource {
  private static final String AUTO = "auto";
  private static final int MOST_CHOSEN = 10;

  /**
   * The training that options ask for.
   *
   * @param table the names of the table's columns
   * @param numeric those of numbers
   * @throws UsageException when the options do not go with the table or with each other
   */
  static Training of(ClusterOptions options, List<String> table, List<String> numeric) {
    EncodingSettings settings = settings(options, table, numeric);
    EncodingFit fit = EncodingFit.of(settings, options.getSeed());
    int categories = list(options.getOneHot()).size() * (options.getCategories() + 1);
    Training training =
        new Training(
            options,
            settings.columns(),
            fit,
            fit.unfitted().features().size() + categories,
            Optional.ofNullable(options.getEarlier())
                .map(file -> StoredModel.read("earlier", file)));
    training.check();
    return training;
  }

  private static EncodingSettings settings(
      ClusterOptions options, List<String> table, List<String> numeric) {
    try {
      return EncodingSettings.of(table, features(options, table, numeric))
          .withLog(list(options.getLog()))
          .withQuantile(list(options.getQuantile()))
          .withOneHot(list(options.getOneHot()))
          .withFrequency(list(options.getFrequency()))
          .withCategories(options.getCategories())
          .withMissing(options.getMissing())
          .withWeights(list(options.getWeight()));
    } catch (ClusteringException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static List<String> features(
      ClusterOptions options, List<String> table, List<String> numeric) {
    if (!list(options.getFeatures()).isEmpty()) {
      return options.getFeatures();
    }
    List<String> features =
        numeric.stream().filter(name -> !WriteAssignments.ADDED.contains(name)).toList();
    boolean others =
        Stream.of(
                options.getLog(),
                options.getQuantile(),
                options.getOneHot(),
                options.getFrequency())
            .anyMatch(columns -> !list(columns).isEmpty());
    if (features.isEmpty() && !others) {
      throw new UsageException(
          "%s has no column of numbers to cluster by; its columns are %s; --oneHot and --frequency"
                  .formatted(options.getInput(), String.join(", ", table))
              + " take columns of texts");
    }
    return features;
  }

  private static List<String> list(List<String> values) {
    return values == null ? List.of() : values;
  }

  private void check() {
    if (options.getComponents() != null && options.getComponents() > mostFeatures) {
      throw new UsageException(
          "--components=%s is not from 0 to %s, the most features that there can be (%s)"
              .formatted(options.getComponents(), mostFeatures, String.join(", ", columns)));
    }
    if (options.getMaxK() != null && !choosesK()) {
      throw new UsageException(
          "--maxK=%s goes with --k=auto, not with --k=%s; leave out one of them"
              .formatted(options.getMaxK(), options.getK()));
    }
  }

  private boolean choosesK() {
    return options.getK().equals(AUTO);
  }

  @Override
  public FeatureEncoding trial() {
    return fit.unfitted();
  }

  @Override
  public int mostClusters() {
    if (choosesK()) {
      return options.getMaxK() == null ? MOST_CHOSEN : options.getMaxK();
    }
    return Integer.parseInt(options.getK());
  }

  @Override
  public int leastRows() {
    return choosesK() ? 1 : mostClusters();
  }

  @Override
  public int passes() {
    return fit.needsSample() ? 3 : 2;
  }

  @Override
  public PCollection<FeatureEncoding> encoding(
      PCollection<TableRange> ranges, TableScan scan, RowCheck check) {
    return fit.needsSample()
        ? ranges
            .apply("Sample cells", SampleCells.of(scan, check, fit))
            .apply("Fit encoding", FitEncoding.of(fit))
        : ranges
            .getPipeline()
            .apply("Encoding", Create.of(fit.unfitted()).withCoder(FeatureEncodingCoder.of()));
  }

  @Override
  public PCollection<ClusterModel> model(
      PCollection<Block> rows, PCollection<FeatureEncoding> encoding) {
    TrainClusters training =
        TrainClusters.by(encoding)
            .withStandardize(options.getStandardize())
            .withSeed(options.getSeed());
    training = choosesK() ? training.withChosenK(mostClusters()) : training.withK(mostClusters());
    if (options.getComponents() != null) {
      training = training.withComponents(options.getComponents());
    }
    return rows.apply("Train", earlier.map(training::withEarlier).orElse(training));
  }
}
