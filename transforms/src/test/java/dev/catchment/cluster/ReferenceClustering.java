package dev.catchment.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A real table in the clusters of least inertia, and what scikit-learn measured on its own. */
final class ReferenceClustering {
  private final String name;
  private final double[][] points;
  private final KMeans.Result result;
  private final JsonNode expected;

  private ReferenceClustering(String name, double[][] points) throws IOException {
    this.name = name;
    this.points = points;
    this.expected = Tables.reference(name);
    this.result = KMeans.of(expected.path("k").intValue()).withStarts(20).fit(points);
  }

  static List<ReferenceClustering> all() throws IOException {
    List<ReferenceClustering> all = new ArrayList<>();
    for (String table : List.of("iris", "wine", "breast_cancer", "digits")) {
      double[][] raw = Tables.shared(table);
      all.add(new ReferenceClustering(table + "_raw", raw));
      all.add(new ReferenceClustering(table + "_standardized(ddof=0)", standardized(raw)));
    }
    return all;
  }

  private static double[][] standardized(double[][] raw) {
    double[][] points = new double[raw.length][raw[0].length];
    for (int column = 0; column < raw[0].length; column++) {
      int feature = column;
      double mean = Arrays.stream(raw).mapToDouble(row -> row[feature]).average().orElseThrow();
      double variance =
          Arrays.stream(raw)
              .mapToDouble(row -> Math.pow(row[feature] - mean, 2))
              .average()
              .orElseThrow();
      for (int row = 0; row < raw.length; row++) {
        points[row][feature] = variance == 0 ? 0 : (raw[row][feature] - mean) / Math.sqrt(variance);
      }
    }
    return points;
  }

  String name() {
    return name;
  }

  double[][] points() {
    return points;
  }

  double[] weights() {
    double[] weights = new double[points.length];
    Arrays.fill(weights, 1);
    return weights;
  }

  double[][] centroids() {
    return result.centroids();
  }

  int[] clusters() {
    double[][] centroids = centroids();
    return Centroids.of(centroids).nearest(points);
  }

  double inertia() {
    return result.inertia();
  }

  /**
   * How near a measure must come to the expected one, relative to it. The digits have many
   * clusterings of nearly the least inertia: ours is another one than scikit-learn's.
   */
  double tolerance() {
    return name.startsWith("digits") ? 0.03 : 1e-9;
  }

  double expected(String measure) {
    return expected.path(measure).doubleValue();
  }
}
