package dev.catchment.cluster;

import java.io.Serializable;

/**
 * What a training is asked for, whatever the features. Immutable.
 *
 * @param k the number of clusters, at least 1; or the most of them to choose from, 2 to 100
 * @param chosen whether k is chosen
 * @param components the number of principal components, 0 for none, at most one per feature; -1 for
 *     two, or one if there is one feature
 * @param standardize whether features are divided by their standard deviations
 * @param seed any number
 * @param coresetSize about how many rows k-means runs on, at least 30 per cluster; 0 for the
 *     greater of 20,000 and 30 per cluster
 * @param refinements the passes of Lloyd's iteration over all rows, 0 or more
 * @param earlier the model whose clusters are continued, or null
 */
record ClusterSettings(
    int k,
    boolean chosen,
    int components,
    boolean standardize,
    long seed,
    int coresetSize,
    int refinements,
    EarlierModel earlier)
    implements Serializable {
  private static final int PER_CLUSTER = 30;
  private static final int LEAST_CORESET = 20_000;
  private static final int DEFAULT_COMPONENTS = -1;

  ClusterSettings {
    if (chosen) {
      ClusteringException.check(
          k >= 2 && k <= ChooseK.LARGEST,
          "the most clusters to choose from are %s, must be 2 to %s",
          k,
          ChooseK.LARGEST);
    }
    ClusteringException.check(k >= 1, "k=%s, must be at least 1", k);
    ClusteringException.check(
        coresetSize == 0 || coresetSize >= (long) PER_CLUSTER * k,
        "a coreset of %s rows, must be at least 30 for each of k=%s clusters",
        coresetSize,
        k);
    ClusteringException.check(refinements >= 0, "refinements=%s, must be 0 or more", refinements);
  }

  static ClusterSettings defaults() {
    return new ClusterSettings(3, false, DEFAULT_COMPONENTS, true, 0, 0, 2, null);
  }

  ClusterSettings withK(int newK) {
    return new ClusterSettings(
        newK, false, components, standardize, seed, coresetSize, refinements, earlier);
  }

  ClusterSettings withChosenK(int most) {
    return new ClusterSettings(
        most, true, components, standardize, seed, coresetSize, refinements, earlier);
  }

  ClusterSettings withComponents(int newComponents) {
    ClusteringException.check(
        newComponents >= 0, "components=%s, must be 0 (none) or more", newComponents);
    return new ClusterSettings(
        k, chosen, newComponents, standardize, seed, coresetSize, refinements, earlier);
  }

  ClusterSettings withStandardize(boolean newStandardize) {
    return new ClusterSettings(
        k, chosen, components, newStandardize, seed, coresetSize, refinements, earlier);
  }

  ClusterSettings withSeed(long newSeed) {
    return new ClusterSettings(
        k, chosen, components, standardize, newSeed, coresetSize, refinements, earlier);
  }

  ClusterSettings withCoresetSize(int newCoresetSize) {
    return new ClusterSettings(
        k, chosen, components, standardize, seed, newCoresetSize, refinements, earlier);
  }

  ClusterSettings withEarlier(ClusterModel model) {
    return new ClusterSettings(
        k, chosen, components, standardize, seed, coresetSize, refinements, EarlierModel.of(model));
  }

  /** About how many rows k-means runs on. */
  int coreset() {
    return coresetSize > 0
        ? coresetSize
        : Math.max(LEAST_CORESET, Math.multiplyExact(PER_CLUSTER, k));
  }

  /**
   * Refuses features that do not go with the settings.
   *
   * @throws ClusteringException that says what to change
   */
  void check(FeatureEncoding encoding) {
    int features = encoding.features().size();
    ClusteringException.check(
        components <= features,
        "components=%s, must be 0 (none) to the number of features, %s",
        components,
        features);
    if (earlier != null) {
      earlier.check(encoding);
    }
  }

  /** The model of one cluster around the mean, from which the training starts. */
  ClusterModel start(ExactSums sums, FeatureEncoding encoding) {
    check(encoding);
    int features = encoding.features().size();
    Moments moments = Moments.of(sums, features);
    check(moments, encoding);
    int count = components == DEFAULT_COMPONENTS ? Math.min(2, features) : components;
    FeatureSpace space = FeatureSpace.fit(encoding, moments, standardize, count);
    return ClusterModel.of(
        new Training(encoding, space, standardize, seed, TableProfile.of(moments)),
        new double[1][space.dimensions()],
        Measures.none(1, features));
  }

  private void check(Moments moments, FeatureEncoding encoding) {
    ClusteringException.check(
        moments.rows() > 0, "there are no rows to cluster: none has a number in every feature");
    ClusteringException.check(
        chosen || moments.rows() >= k,
        "k=%s clusters cannot be made of %s rows; use a smaller k",
        k,
        moments.rows());
    for (int column = 0; column < moments.size(); column++) {
      ClusteringException.check(
          moments.present(column) > 0,
          "feature '%s' has no number in any of %s rows; leave it out of the features",
          encoding.features().get(column),
          moments.rows());
    }
  }

  /**
   * The model with the centroids that k-means finds in a coreset of the rows, as many as it chooses
   * if asked, and with the bins of its distribution.
   */
  ClusterModel solve(Coreset coreset, ClusterModel model) {
    ClusteringException.check(
        coreset.size() >= (chosen ? 1 : k),
        "only %s of %s rows were drawn: their keys are too much alike, give each its own",
        coreset.size(),
        model.table().rows());
    Points points = coreset.project(model.space());
    int clusters = k;
    Quality quality = Quality.unknown();
    if (chosen) {
      ChooseK.Choice choice =
          ChooseK.upTo(k).withSeed(seed).choose(points.rows(), points.weights());
      clusters = choice.k();
      quality = Quality.of(choice.curve());
    }
    boolean kept = Distribution.isKept(clusters, coreset.width());
    return model
        .withCentroids(KMeans.of(clusters).withSeed(seed).fit(points).centroids())
        .withQuality(quality)
        .withDistribution(kept ? Distribution.over(coreset) : null);
  }

  /** The model with what a pass measured, its clusters numbered. */
  ClusterModel measured(ExactSums sums, ClusterModel model) {
    Distribution counted = MeasurePass.distribution(sums, model).orElse(null);
    ClusterModel measured = model.measured(MeasurePass.of(sums, model), counted);
    return earlier == null ? measured : earlier.continuedBy(measured);
  }

  /** The model with what only its coreset tells: outliers and quality. */
  static ClusterModel judged(Coreset coreset, ClusterModel model) {
    return model
        .withOutlierDistances(OutlierDistances.of(coreset, model))
        .withQuality(Quality.of(coreset, model));
  }
}
