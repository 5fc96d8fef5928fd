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
 * @param sampleSize the most rows that k-means starts from, at least k
 * @param refinements the passes of Lloyd's iteration over all rows, 0 or more
 */
record ClusterSettings(
    List<String> features,
    int k,
    int components,
    boolean standardize,
    long seed,
    int sampleSize,
    int refinements)
    implements Serializable {
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
        sampleSize >= k, "a sample of %s rows, must be at least k=%s", sampleSize, k);
    ClusteringException.check(refinements >= 0, "refinements=%s, must be 0 or more", refinements);
  }

  ClusterSettings withK(int newK) {
    return new ClusterSettings(
        features, newK, components, standardize, seed, sampleSize, refinements);
  }

  ClusterSettings withComponents(int newComponents) {
    return new ClusterSettings(
        features, k, newComponents, standardize, seed, sampleSize, refinements);
  }

  ClusterSettings withStandardize(boolean newStandardize) {
    return new ClusterSettings(
        features, k, components, newStandardize, seed, sampleSize, refinements);
  }

  ClusterSettings withSeed(long newSeed) {
    return new ClusterSettings(
        features, k, components, standardize, newSeed, sampleSize, refinements);
  }

  ClusterSettings withSampleSize(int newSampleSize) {
    return new ClusterSettings(
        features, k, components, standardize, seed, newSampleSize, refinements);
  }

  /** The means of the columns, if a model can be trained on such a table. */
  ColumnMeans means(ExactSums sums) {
    ColumnMeans means = ColumnMeans.of(sums, features.size());
    ClusteringException.check(
        means.rows() > 0, "there are no rows to cluster: none has a number in every feature");
    ClusteringException.check(
        means.rows() >= k,
        "k=%s clusters cannot be made of %s rows; use a smaller k",
        k,
        means.rows());
    for (int column = 0; column < features.size(); column++) {
      ClusteringException.check(
          means.present(column) > 0,
          "feature '%s' has no number in any of %s rows; leave it out of the features",
          features.get(column),
          means.rows());
    }
    return means;
  }

  /** The model of one cluster around the mean, from which the training starts. */
  ClusterModel start(ExactSums sums, ColumnMeans means) {
    Moments moments = Moments.of(sums, means);
    FeatureSpace space = FeatureSpace.fit(features, moments, standardize, components);
    return new ClusterModel(
        space,
        standardize,
        seed,
        TableProfile.of(moments),
        new double[1][space.dimensions()],
        Measures.none(1, features.size()));
  }

  /** Offers a row to the sample from which {@link #fit} makes centroids. */
  void sample(RowSample sample, long key, double[] row, ClusterModel model) {
    sample.add(0, SplitMix.rank(seed, key), model.project(row));
  }

  /** The model with the centroids that k-means finds in a sample of the rows. */
  ClusterModel fit(RowSample sample, ClusterModel model) {
    return model.withCentroids(KMeans.of(k).withSeed(seed).fit(sample.rows(0)).centroids());
  }
}
