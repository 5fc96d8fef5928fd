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
}
