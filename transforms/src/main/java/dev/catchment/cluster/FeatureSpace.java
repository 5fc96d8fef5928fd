package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * The way from a row of raw features to the space in which it is clustered: standard scaler, then
 * principal components if there are any. Immutable.
 *
 * @param features the names of the features, in the order of a row's values
 * @param scaler one mean and scale per feature
 * @param components vectors of one loading per feature, or none
 */
public record FeatureSpace(
    List<String> features, StandardScaler scaler, PrincipalComponents components) {
  public FeatureSpace {
    features = List.copyOf(features);
    checkArgument(
        scaler.size() == features.size(),
        "%s means for %s features",
        scaler.size(),
        features.size());
  }

  /**
   * The space of a table with these moments.
   *
   * @param encoding what made its columns: their names and weights
   * @param count the number of principal components, 0 for none
   */
  static FeatureSpace fit(
      FeatureEncoding encoding, Moments moments, boolean standardize, int count) {
    StandardScaler scaler = StandardScaler.fit(moments, standardize, encoding.weights());
    PrincipalComponents components =
        count == 0
            ? PrincipalComponents.none()
            : PrincipalComponents.fit(scaler.scale(moments.covariance()), moments.rows(), count);
    return new FeatureSpace(encoding.features(), scaler, components);
  }

  /** The coordinates of a row in the clustered space; a missing value counts as the mean. */
  public double[] project(double[] raw) {
    return components.project(scaler.scale(raw));
  }

  /** The number of coordinates in the clustered space. */
  public int dimensions() {
    return components.count() == 0 ? features.size() : components.count();
  }
}
