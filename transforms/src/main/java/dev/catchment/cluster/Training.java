package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What is known of a model before it has clusters. Immutable.
 *
 * @param encoding how the columns of a table become features
 * @param space the features and how they are projected
 * @param standardize whether the features were divided by their standard deviations
 * @param seed the seed of the training
 * @param table what the training data were like
 */
record Training(
    FeatureEncoding encoding,
    FeatureSpace space,
    boolean standardize,
    long seed,
    TableProfile table) {
  Training {
    checkArgument(
        encoding.features().equals(space.features()),
        "an encoding to %s for a space of %s",
        encoding.features(),
        space.features());
  }

  /** The mean squared distance of the training data from their mean, in the clustered space. */
  double variance() {
    double variance = 0;
    if (space.components().count() > 0) {
      double unbiased = table.rows() > 1 ? (double) (table.rows() - 1) / table.rows() : 1;
      for (double component : space.components().explainedVariance()) {
        variance += component * unbiased;
      }
    } else {
      for (int feature = 0; feature < table.size(); feature++) {
        double scaled = table.deviation(feature) / space.scaler().scale(feature);
        variance += scaled * scaled;
      }
    }
    return variance;
  }
}
