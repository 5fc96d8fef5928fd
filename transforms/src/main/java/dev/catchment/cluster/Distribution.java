package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many rows of the training data each cluster has in each bin of each feature, so that other
 * data can be compared with them. Immutable.
 */
public final class Distribution {
  /** The most histograms, of one feature in one cluster each, that are kept. */
  static final int MOST_HISTOGRAMS = 20_000;

  /** As much of a coreset as deciles are taken from. */
  private static final int MOST_POINTS = 4_000;

  private final ImmutableList<QuantileBins> bins;
  private final long[][][] counts;

  private Distribution(ImmutableList<QuantileBins> bins, long[][][] counts) {
    this.bins = bins;
    this.counts = counts;
  }

  /**
   * A distribution that keeps the counts, which must not change any more.
   *
   * @param bins one per feature
   * @param counts by cluster, feature and bin; no cluster if nothing is counted yet
   */
  static Distribution of(List<QuantileBins> bins, long[][][] counts) {
    for (long[][] cluster : counts) {
      checkArgument(
          cluster.length == bins.size(), "%s histograms, not %s", cluster.length, bins.size());
      for (int feature = 0; feature < cluster.length; feature++) {
        checkArgument(
            cluster[feature].length == bins.get(feature).size(),
            "%s counts for %s bins",
            cluster[feature].length,
            bins.get(feature).size());
      }
    }
    return new Distribution(ImmutableList.copyOf(bins), counts);
  }

  /** Whether the histograms of so many clusters and features are kept. */
  static boolean isKept(int clusters, int features) {
    return (long) clusters * features <= MOST_HISTOGRAMS;
  }

  /** The deciles of each feature in a coreset of the table, nothing counted yet. */
  static Distribution over(Coreset coreset) {
    double[][] rows = Matrices.rows(coreset.size(), coreset.values());
    SystematicSample sample = SystematicSample.of(rows, coreset.weights(), MOST_POINTS);
    return of(
        IntStream.range(0, coreset.width())
            .mapToObj(feature -> QuantileBins.of(column(sample, feature), sample.weights()))
            .toList(),
        new long[0][][]);
  }

  private static double[] column(SystematicSample sample, int feature) {
    return Arrays.stream(sample.points()).mapToDouble(row -> row[feature]).toArray();
  }

  /** The same bins with what was counted, which must not change any more. */
  Distribution counted(long[][][] counted) {
    return of(bins, counted);
  }

  /** The same distribution with the clusters in another order. */
  Distribution in(int[] order) {
    return new Distribution(
        bins, Arrays.stream(order).mapToObj(cluster -> counts[cluster]).toArray(long[][][]::new));
  }

  /** Whether the rows have been counted. */
  boolean isCounted() {
    return counts.length > 0;
  }

  /** The number of clusters. */
  public int clusters() {
    return counts.length;
  }

  /** The number of features. */
  public int features() {
    return bins.size();
  }

  /** The bins of a feature, in the units in which rows are clustered. */
  public QuantileBins bins(int feature) {
    return bins.get(feature);
  }

  /** The rows of a cluster in each bin of a feature, a copy. */
  public long[] counts(int cluster, int feature) {
    return counts[cluster][feature].clone();
  }

  /** The rows of all clusters in each bin of a feature. */
  public long[] counts(int feature) {
    long[] all = new long[bins.get(feature).size()];
    for (long[][] cluster : counts) {
      Arrays.setAll(all, bin -> all[bin] + cluster[feature][bin]);
    }
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Distribution that
        && bins.equals(that.bins)
        && Arrays.deepEquals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * bins.hashCode() + Arrays.deepHashCode(counts);
  }

  /** The size alone: edges may be values of rows. */
  @Override
  public String toString() {
    return "Distribution[" + clusters() + " x " + features() + "]";
  }
}
