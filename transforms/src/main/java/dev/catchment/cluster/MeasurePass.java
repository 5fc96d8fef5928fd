package dev.catchment.cluster;

import dev.catchment.model.Block;
import java.util.Arrays;
import java.util.Optional;

/**
 * Adds blocks to the sums from which {@link Measures} come: the inertia; for each cluster the
 * number of its rows, the total of their distances from the centroid, and for each feature the
 * total of the deviations from the overall mean; and the counts of the model's {@link Distribution}
 * if it has one. Within a block the sums are ordinary, in the order of the rows; blocks are added
 * up exactly.
 */
final class MeasurePass implements FoldRows.Adder<ExactSums> {
  private final Assigner assigner;
  private final double[] overall;
  private final BinCounts bins;
  private final int binsFrom;
  private final double[] totals;

  MeasurePass(ClusterModel model) {
    StandardScaler scaler = model.space().scaler();
    this.assigner = new Assigner(model);
    this.overall = new double[scaler.size()];
    Arrays.setAll(overall, scaler::mean);
    this.bins = model.distribution().map(BinCounts::new).orElse(null);
    this.binsFrom = measures(model);
    this.totals = new double[binsFrom + (bins == null ? 0 : bins.size(model.k()))];
  }

  /** The number of sums for {@link Measures}; those for the distribution follow. */
  private static int measures(ClusterModel model) {
    return 1 + model.k() * (2 + model.table().size());
  }

  @Override
  public void add(ExactSums sums, Block block) {
    Arrays.fill(totals, 0);
    for (int row = 0; row < block.rows(); row++) {
      int cluster = assigner.assign(block, row);
      int at = 1 + cluster * (2 + overall.length);
      totals[0] += assigner.squaredDistance();
      totals[at]++;
      totals[at + 1] += Math.sqrt(assigner.squaredDistance());
      for (int feature = 0; feature < overall.length; feature++) {
        double value = block.value(row, feature);
        if (Features.isPresent(value)) {
          totals[at + 2 + feature] += value - overall[feature];
        }
      }
      if (bins != null) {
        bins.add(cluster, block, row, totals, binsFrom);
      }
    }
    sums.addAll(totals);
  }

  static Measures of(ExactSums sums, ClusterModel model) {
    StandardScaler scaler = model.space().scaler();
    long[] sizes = new long[model.k()];
    double[] distances = new double[model.k()];
    double[][] means = new double[model.k()][scaler.size()];
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      int index = 1 + cluster * (2 + scaler.size());
      sizes[cluster] = (long) sums.sum(index++);
      double rows = Math.max(1, sizes[cluster]);
      distances[cluster] = sums.sum(index++) / rows;
      for (int feature = 0; feature < scaler.size(); feature++) {
        means[cluster][feature] = scaler.mean(feature) + sums.sum(index++) / rows;
      }
    }
    return new Measures(sums.sum(0), sizes, means, distances);
  }

  /** The distribution by the sums; none if the model has none. */
  static Optional<Distribution> distribution(ExactSums sums, ClusterModel model) {
    return model
        .distribution()
        .map(bins -> new BinCounts(bins).of(sums, measures(model), model.k()));
  }
}
