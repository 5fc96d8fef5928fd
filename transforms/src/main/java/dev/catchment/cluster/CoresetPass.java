package dev.catchment.cluster;

import dev.catchment.model.Block;
import java.util.Arrays;

/**
 * Draws the rows of a {@link Coreset}. With n rows, of which the squared distances d² from the mean
 * add up to D, a row is kept with the probability min(1, m/2n + m d²/2D), independently of the
 * others, and then stands for as many rows as the reciprocal says; up to m rows all are kept. So
 * about m rows are kept, and never more than 2 m.
 *
 * <p>The draw is a hash of the seed and of the row's key and values, so it does not depend on the
 * order of the rows.
 */
final class CoresetPass implements FoldRows.Adder<RowSample> {
  private final Projector projector;
  private final long seed;
  private final double base;
  private final double slope;
  private final double[] raw;

  /**
   * Draws from the table that a model describes.
   *
   * @param size the number m
   */
  CoresetPass(ClusterModel model, int size) {
    double rows = model.table().rows();
    double spread = rows * model.variance();
    this.projector = new Projector(model.space());
    this.seed = model.seed();
    this.base = rows <= size ? 1 : size / (2 * rows);
    this.slope = spread > 0 ? size / (2 * spread) : 0;
    this.raw = new double[model.table().size()];
  }

  /** The most rows that are kept. */
  static int limit(int size) {
    return Math.multiplyExact(2, size);
  }

  @Override
  public void add(RowSample sample, Block block) {
    for (int row = 0; row < block.rows(); row++) {
      block.copyRow(row, raw);
      long key = block.key(row);
      double squared = 0;
      for (double value : raw) {
        key = key * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(value);
      }
      for (double coordinate : projector.project(raw)) {
        squared += coordinate * coordinate;
      }
      double probability = base + slope * squared;
      long rank = SplitMix.rank(seed, key);
      if (SplitMix.uniform(rank) < probability && sample.takes(0, rank)) {
        sample.add(0, rank, weighted(Math.max(1, 1 / probability)));
      }
    }
  }

  private double[] weighted(double weight) {
    double[] weighted = Arrays.copyOf(raw, raw.length + 1);
    weighted[raw.length] = weight;
    return weighted;
  }
}
