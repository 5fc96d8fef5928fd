package dev.catchment.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds for each cluster the distance from the centroid beyond which a row is an outlier: where its
 * modified z-score exceeds 3.5 (Iglewicz, Hoaglin: How to Detect and Handle Outliers, 1993), that
 * is the median of the distances + 3.5 · 1.4826 · the median of their absolute deviations from it.
 *
 * <p>Where more than half of the rows are equally far, so that the latter is 0, the mean of the
 * absolute deviations, times 1.2533, takes its place, as IBM SPSS does.
 */
final class OutlierDistances {
  private static final double Z_SCORE = 3.5;
  private static final double PER_MEDIAN_DEVIATION = 1.4826;
  private static final double PER_MEAN_DEVIATION = 1.2533;

  private OutlierDistances() {}

  /** The distances of the clusters of a model; 0 for a cluster without rows in the coreset. */
  static double[] of(Coreset coreset, ClusterModel model) {
    Assigner assigner = new Assigner(model);
    int[] clusters = new int[coreset.size()];
    double[] distances = new double[coreset.size()];
    for (int row = 0; row < clusters.length; row++) {
      clusters[row] = assigner.assign(coreset.row(row));
      distances[row] = Math.sqrt(assigner.squaredDistance());
    }
    int[][] members = new int[model.k()][];
    for (int cluster = 0; cluster < members.length; cluster++) {
      int wanted = cluster;
      members[cluster] =
          IntStream.range(0, clusters.length).filter(row -> clusters[row] == wanted).toArray();
    }
    return Arrays.stream(members)
        .mapToDouble(rows -> limit(rows, distances, coreset.weights()))
        .toArray();
  }

  private static double limit(int[] rows, double[] distances, double[] weights) {
    double[] own = Arrays.stream(rows).mapToDouble(row -> distances[row]).toArray();
    double[] mass = Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
    double median = median(own, mass);
    double[] deviations = Arrays.stream(own).map(each -> Math.abs(each - median)).toArray();
    double scale = PER_MEDIAN_DEVIATION * median(deviations, mass);
    if (scale == 0) {
      scale = PER_MEAN_DEVIATION * mean(deviations, mass);
    }
    return median + Z_SCORE * scale;
  }

  /** The least value up to which there is at least half of the weight; 0 of none. */
  static double median(double[] values, double[] weights) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> values[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double half = Arrays.stream(order).mapToDouble(index -> weights[index]).sum() / 2;
    double sum = 0;
    for (int index : order) {
      sum += weights[index];
      if (sum >= half) {
        return values[index];
      }
    }
    return 0;
  }

  private static double mean(double[] values, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int index = 0; index < values.length; index++) {
      sum += weights[index] * values[index];
      total += weights[index];
    }
    return total == 0 ? 0 : sum / total;
  }
}
