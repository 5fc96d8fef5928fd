package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * How good clusters are. Whatever is not known is NaN, empty or -1, and not on the page.
 *
 * @param silhouette the mean silhouette, -1 to 1
 * @param daviesBouldin from 0, less is better; may be infinite
 * @param calinskiHarabasz from 0, more is better; may be infinite
 * @param curve the numbers of clusters that were tried, in increasing order
 * @param stability by cluster the mean Jaccard similarity over bootstraps, 0 to 1; NaN for a
 *     cluster that no bootstrap drew
 * @param outliers the rows far outside their cluster
 * @param outliersOf the rows that they were looked for in
 */
public record ClusterQuality(
    double silhouette,
    double daviesBouldin,
    double calinskiHarabasz,
    List<KCandidate> curve,
    List<Double> stability,
    long outliers,
    long outliersOf) {
  /** Nothing is known. */
  public static final ClusterQuality NONE =
      new ClusterQuality(Double.NaN, Double.NaN, Double.NaN, List.of(), List.of(), -1, -1);

  public ClusterQuality {
    curve = List.copyOf(curve);
    stability = List.copyOf(stability);
  }

  public ClusterQuality withSilhouette(double value) {
    return new ClusterQuality(
        value, daviesBouldin, calinskiHarabasz, curve, stability, outliers, outliersOf);
  }

  /** With the measures of how far apart the clusters are for their spread. */
  public ClusterQuality withSeparation(double newDaviesBouldin, double newCalinskiHarabasz) {
    return new ClusterQuality(
        silhouette, newDaviesBouldin, newCalinskiHarabasz, curve, stability, outliers, outliersOf);
  }

  /** With the numbers of clusters that were tried. */
  public ClusterQuality withCurve(List<KCandidate> candidates) {
    return new ClusterQuality(
        silhouette, daviesBouldin, calinskiHarabasz, candidates, stability, outliers, outliersOf);
  }

  /** With the stability of each cluster. */
  public ClusterQuality withStability(List<Double> byCluster) {
    return new ClusterQuality(
        silhouette, daviesBouldin, calinskiHarabasz, curve, byCluster, outliers, outliersOf);
  }

  /** With the number of rows far outside their cluster, of all rows. */
  public ClusterQuality withOutliers(long flagged, long rows) {
    checkArgument(
        flagged >= 0 && flagged <= rows, "outliers is %s, must be 0 to %s", flagged, rows);
    return new ClusterQuality(
        silhouette, daviesBouldin, calinskiHarabasz, curve, stability, flagged, rows);
  }
}
