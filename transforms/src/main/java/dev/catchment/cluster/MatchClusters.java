package dev.catchment.cluster;

import java.util.Arrays;

/**
 * Gives new clusters the numbers of the earlier clusters that they continue: the pairs of least
 * total squared distance between centroids, at most one partner each.
 *
 * <p>The Hungarian algorithm (Kuhn 1955, Munkres 1957) by shortest augmenting paths with potentials
 * (Jonker, Volgenant: A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment
 * Problems, 1987). Time: the square of the smaller number of clusters times the larger one. Memory:
 * the product of both, 8 MB for 1,000 and 1,000.
 */
public final class MatchClusters {
  private MatchClusters() {}

  /**
   * The number of each new cluster, all different. With more new clusters than earlier ones, those
   * without a partner are numbered on after the earlier ones; with fewer, some numbers are free.
   *
   * @param earlier the centroids of the earlier clusters by number
   * @param now the centroids of the new clusters in the same space, finite
   */
  public static int[] numbers(double[][] earlier, double[][] now) {
    int[] numbers = new int[now.length];
    if (now.length <= earlier.length) {
      int[] newOf = match(now, earlier);
      for (int number = 0; number < earlier.length; number++) {
        if (newOf[number] >= 0) {
          numbers[newOf[number]] = number;
        }
      }
      return numbers;
    }
    int[] earlierOf = match(earlier, now);
    int next = earlier.length;
    for (int index = 0; index < now.length; index++) {
      numbers[index] = earlierOf[index] >= 0 ? earlierOf[index] : next++;
    }
    return numbers;
  }

  /** The row matched to each column, -1 for none; there are no more rows than columns. */
  private static int[] match(double[][] rows, double[][] columns) {
    Potentials potentials = new Potentials(rows, columns);
    int[] rowOf = new int[columns.length];
    Arrays.fill(rowOf, -1);
    for (int row = 0; row < rows.length; row++) {
      potentials.augment(row, rowOf);
    }
    return rowOf;
  }

  /** Prices of rows and columns under which no pair costs less than its price. */
  private static final class Potentials {
    private final double[][] costs;
    private final double[] ofRow;
    private final double[] ofColumn;

    Potentials(double[][] rows, double[][] columns) {
      costs = new double[rows.length][columns.length];
      for (int row = 0; row < rows.length; row++) {
        for (int column = 0; column < columns.length; column++) {
          costs[row][column] = Matrices.squaredDistance(rows[row], columns[column]);
        }
      }
      ofRow = new double[rows.length];
      ofColumn = new double[columns.length];
    }

    /** Matches one more row, along the shortest path to a free column. */
    void augment(int first, int[] rowOf) {
      int width = ofColumn.length;
      double[] slack = new double[width];
      Arrays.fill(slack, Double.POSITIVE_INFINITY);
      int[] from = new int[width];
      boolean[] reached = new boolean[width];
      int at = -1;
      int row = first;
      do {
        int nearest = -1;
        for (int column = 0; column < width; column++) {
          if (!reached[column]) {
            double cost = costs[row][column] - ofRow[row] - ofColumn[column];
            if (cost < slack[column]) {
              slack[column] = cost;
              from[column] = at;
            }
            if (nearest < 0 || slack[column] < slack[nearest]) {
              nearest = column;
            }
          }
        }
        double delta = slack[nearest];
        ofRow[first] += delta;
        for (int column = 0; column < width; column++) {
          if (reached[column]) {
            ofRow[rowOf[column]] += delta;
            ofColumn[column] -= delta;
          } else {
            slack[column] -= delta;
          }
        }
        reached[nearest] = true;
        at = nearest;
        row = rowOf[at];
      } while (row >= 0);
      for (; at >= 0; at = from[at]) {
        rowOf[at] = from[at] < 0 ? first : rowOf[from[at]];
      }
    }
  }
}
