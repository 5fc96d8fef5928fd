package dev.catchment.cluster;

import java.io.Serializable;
import java.util.List;

/**
 * What a training is asked for; checked as a whole.
 *
 * @param features the names of the features, at least one, all different
 * @param k the number of clusters, at least 1
 * @param components the number of principal components, 0 for none, at most one per feature
 * @param standardize whether features are divided by their standard deviations
 * @param seed any number
 * @param coresetSize about how many rows k-means runs on, at least 30 per cluster; 0 for a number
 *     that fits the rest
 * @param refinements the passes of Lloyd's iteration over all rows, 0 or more
 */
record ClusterSettings(
    List<String> features,
    int k,
    int components,
    boolean standardize,
    long seed,
    int coresetSize,
    int refinements)
    implements Serializable {
  private static final int PER_CLUSTER = 30;
  private static final int LEAST_CORESET = 20_000;
  private static final int MOST_CORESET = 100_000;

  /** The most coordinates that a step of Lloyd's iteration on a larger coreset compares. */
  private static final long STEP = 50_000_000;

  ClusterSettings {
    features = List.copyOf(features);
    ClusteringException.check(
        !features.isEmpty(), "there is no feature to cluster by; name at least one numeric column");
    for (String feature : features) {
      ClusteringException.check(
          features.indexOf(feature) == features.lastIndexOf(feature),
          "feature '%s' is named twice; name it once",
          feature);
    }
    ClusteringException.check(k >= 1, "k=%s, must be at least 1", k);
    ClusteringException.check(
        components >= 0 && components <= features.size(),
        "components=%s, must be 0 (none) to the number of features, %s",
        components,
        features.size());
    ClusteringException.check(
        coresetSize == 0 || coresetSize >= (long) PER_CLUSTER * k,
        "a coreset of %s rows, must be at least 30 for each of k=%s clusters",
        coresetSize,
        k);
    ClusteringException.check(refinements >= 0, "refinements=%s, must be 0 or more", refinements);
  }

  ClusterSettings withK(int newK) {
    return new ClusterSettings(
        features, newK, components, standardize, seed, coresetSize, refinements);
  }

  ClusterSettings withComponents(int newComponents) {
    return new ClusterSettings(
        features, k, newComponents, standardize, seed, coresetSize, refinements);
  }

  ClusterSettings withStandardize(boolean newStandardize) {
    return new ClusterSettings(
        features, k, components, newStandardize, seed, coresetSize, refinements);
  }

  ClusterSettings withSeed(long newSeed) {
    return new ClusterSettings(
        features, k, components, standardize, newSeed, coresetSize, refinements);
  }

  ClusterSettings withCoresetSize(int newCoresetSize) {
    return new ClusterSettings(
        features, k, components, standardize, seed, newCoresetSize, refinements);
  }

  /**
   * About how many rows k-means runs on. With few rows per cluster it settles on what is peculiar
   * to the sample, so where a step of Lloyd's iteration stays below a fraction of a second there
   * are more.
   */
  int coreset() {
    long dimensions = components > 0 ? components : features.size();
    long affordable = Math.min(MOST_CORESET, STEP / (k * dimensions));
    long wanted = Math.min(2_000L * k, affordable);
    long least = Math.max(LEAST_CORESET, (long) PER_CLUSTER * k);
    return coresetSize > 0 ? coresetSize : Math.toIntExact(Math.max(wanted, least));
  }

  /** The model of one cluster around the mean, from which the training starts. */
  ClusterModel start(ExactSums sums) {
    Moments moments = Moments.of(sums, features.size());
    check(moments);
    FeatureSpace space = FeatureSpace.fit(features, moments, standardize, components);
    return new ClusterModel(
        space,
        standardize,
        seed,
        TableProfile.of(moments),
        new double[1][space.dimensions()],
        Measures.none(1, features.size()),
        new double[0]);
  }

  private void check(Moments moments) {
    ClusteringException.check(
        moments.rows() > 0, "there are no rows to cluster: none has a number in every feature");
    ClusteringException.check(
        moments.rows() >= k,
        "k=%s clusters cannot be made of %s rows; use a smaller k",
        k,
        moments.rows());
    for (int column = 0; column < features.size(); column++) {
      ClusteringException.check(
          moments.present(column) > 0,
          "feature '%s' has no number in any of %s rows; leave it out of the features",
          features.get(column),
          moments.rows());
    }
  }

  /** The model with the centroids that k-means finds in a coreset of the rows. */
  ClusterModel solve(Coreset coreset, ClusterModel model) {
    ClusteringException.check(
        coreset.size() >= k,
        "only %s of %s rows were drawn: their keys are too much alike, give each its own",
        coreset.size(),
        model.table().rows());
    return model.withCentroids(
        KMeans.of(k).withSeed(seed).fit(coreset.project(model.space())).centroids());
  }
}
