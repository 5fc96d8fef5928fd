package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A number of clusters that was tried.
 *
 * @param k it
 * @param silhouette the mean silhouette, -1 to 1
 * @param inertia the sum of squared distances to the centroids
 */
public record KCandidate(int k, double silhouette, double inertia) {
  public KCandidate {
    checkArgument(k >= 1, "k is %s, must be 1 or more", k);
    checkArgument(
        Double.isFinite(silhouette) && Double.isFinite(inertia),
        "silhouette %s and inertia %s of k=%s must be finite",
        silhouette,
        inertia,
        k);
  }
}
