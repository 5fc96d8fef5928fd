package dev.catchment.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far new rows are from those that a model was trained on. Immutable.
 *
 * @param rows the number of new rows
 * @param sizes the new rows of each cluster
 * @param clusters how the shares of the clusters have shifted
 * @param features the features in the model's order; none if the model has no {@link Distribution}
 */
public record Drift(long rows, List<Long> sizes, Shift clusters, List<Feature> features) {
  public Drift {
    sizes = List.copyOf(sizes);
    features = List.copyOf(features);
  }

  /**
   * A population stability index.
   *
   * @param psi from 0, equal shares, on ({@link PopulationStability}); NaN where one side has no
   *     rows
   */
  public record Shift(double psi) {
    static Shift between(long[] earlier, long[] now) {
      return new Shift(PopulationStability.index(numbers(earlier), numbers(now)));
    }

    private static double[] numbers(long[] counts) {
      return IntStream.range(0, counts.length).mapToDouble(bin -> counts[bin]).toArray();
    }

    /** What the index says: stable, shifted, changed or unknown. */
    public String verdict() {
      return PopulationStability.verdict(psi);
    }
  }

  /**
   * The shift of a feature.
   *
   * @param name the feature
   * @param overall over all rows
   * @param clusters within each cluster
   */
  public record Feature(String name, Shift overall, List<Shift> clusters) {
    public Feature {
      clusters = List.copyOf(clusters);
    }
  }

  /** The drift by the sums of a {@link MeasurePass} over the new rows. */
  static Drift of(ExactSums sums, ClusterModel model) {
    Measures now = MeasurePass.of(sums, model);
    long[] earlierSizes = sizes(model.measures());
    long[] sizes = sizes(now);
    Optional<Distribution> earlier = model.distribution().filter(Distribution::isCounted);
    List<Feature> features =
        earlier.isEmpty()
            ? List.of()
            : features(model, earlier.get(), MeasurePass.distribution(sums, model).orElseThrow());
    return new Drift(
        IntStream.range(0, sizes.length).mapToLong(cluster -> sizes[cluster]).sum(),
        IntStream.range(0, sizes.length).mapToObj(cluster -> sizes[cluster]).toList(),
        Shift.between(earlierSizes, sizes),
        features);
  }

  private static long[] sizes(Measures measures) {
    return IntStream.range(0, measures.clusters()).mapToLong(measures::size).toArray();
  }

  private static List<Feature> features(
      ClusterModel model, Distribution earlier, Distribution now) {
    List<Feature> features = new ArrayList<>();
    for (int index = 0; index < earlier.features(); index++) {
      int feature = index;
      features.add(
          new Feature(
              model.space().features().get(feature),
              Shift.between(earlier.counts(feature), now.counts(feature)),
              IntStream.range(0, model.k())
                  .mapToObj(
                      cluster ->
                          Shift.between(
                              earlier.counts(cluster, feature), now.counts(cluster, feature)))
                  .toList()));
    }
    return features;
  }
}
