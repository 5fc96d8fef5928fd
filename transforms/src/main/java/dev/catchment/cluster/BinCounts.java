package dev.catchment.cluster;

import dev.catchment.model.Block;
import java.util.Arrays;

/**
 * Counts rows by cluster, feature and bin of a {@link Distribution}, without a branch per edge: a
 * value's bin is the number of edges below it.
 */
final class BinCounts {
  private static final int STRIDE = QuantileBins.MOST;
  private static final int EDGES = QuantileBins.MOST - 2;

  private final Distribution distribution;
  private final int features;
  private final double[] edges;

  BinCounts(Distribution distribution) {
    this.distribution = distribution;
    this.features = distribution.features();
    this.edges = new double[features * EDGES];
    Arrays.fill(edges, Double.POSITIVE_INFINITY);
    for (int feature = 0; feature < features; feature++) {
      double[] own = distribution.bins(feature).edges();
      System.arraycopy(own, 0, edges, feature * EDGES, own.length);
    }
  }

  /** How many counts there are. */
  int size(int clusters) {
    return clusters * features * STRIDE;
  }

  /** Adds a row of a cluster to the counts that start at an index. */
  void add(int cluster, Block block, int row, double[] totals, int from) {
    int at = from + cluster * features * STRIDE;
    for (int feature = 0; feature < features; feature++) {
      double value = block.value(row, feature);
      int bin = STRIDE - 1;
      if (Features.isPresent(value)) {
        bin = 0;
        int first = feature * EDGES;
        for (int edge = first; edge < first + EDGES; edge++) {
          bin += (int) (Double.doubleToRawLongBits(edges[edge] - value) >>> 63);
        }
      }
      totals[at + bin]++;
      at += STRIDE;
    }
  }

  /** The distribution with the counts that start at an index of sums. */
  Distribution of(ExactSums sums, int from, int clusters) {
    long[][][] counts = new long[clusters][features][];
    int at = from;
    for (long[][] cluster : counts) {
      for (int feature = 0; feature < features; feature++) {
        long[] own = new long[distribution.bins(feature).size()];
        for (int bin = 0; bin < own.length - 1; bin++) {
          own[bin] = (long) sums.sum(at + bin);
        }
        own[own.length - 1] = (long) sums.sum(at + STRIDE - 1);
        cluster[feature] = own;
        at += STRIDE;
      }
    }
    return distribution.counted(counts);
  }
}
