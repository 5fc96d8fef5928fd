package dev.catchment.cluster;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The model whose clusters a training continues, as its text. */
final class EarlierModel implements Serializable {
  private static final long serialVersionUID = 1;

  private final String text;

  private EarlierModel(String text) {
    this.text = text;
  }

  static EarlierModel of(ClusterModel model) {
    return new EarlierModel(ModelJson.write(model.withDistribution(null)));
  }

  private ClusterModel model() {
    return ModelJson.read(text, "the earlier model");
  }

  /**
   * Refuses an encoding to other features.
   *
   * @throws ClusteringException that names the features of one of the two alone
   */
  void check(FeatureEncoding encoding) {
    List<String> before = model().encoding().descriptions();
    List<String> now = encoding.descriptions();
    ClusteringException.check(
        before.size() == now.size() && before.containsAll(now),
        "the clusters of the earlier model cannot be continued: its features are not those of the"
            + " training. It alone has %s; the training alone has %s. Train on its features, or"
            + " without it",
        without(before, now),
        without(now, before));
  }

  private static String without(List<String> ones, List<String> others) {
    String alone = ones.stream().filter(one -> !others.contains(one)).collect(joining(", "));
    return alone.isEmpty() ? "none" : alone;
  }

  /**
   * A model of the same features, its clusters in the order of the earlier clusters that they
   * continue: the means of their rows are matched to the earlier centroids, in the earlier space.
   * Those that continue none follow in their own order.
   */
  ClusterModel continuedBy(ClusterModel model) {
    ClusterModel earlier = model();
    List<String> now = model.space().features();
    int[] places = earlier.space().features().stream().mapToInt(now::indexOf).toArray();
    double[][] means = new double[model.k()][];
    for (int cluster = 0; cluster < means.length; cluster++) {
      int own = cluster;
      means[cluster] =
          earlier.project(
              Arrays.stream(places)
                  .mapToDouble(feature -> model.measures().mean(own, feature))
                  .toArray());
    }
    int[] numbers = MatchClusters.numbers(earlier.centroids(), means);
    int[] order =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted(Comparator.comparing(cluster -> numbers[cluster]))
            .mapToInt(Integer::intValue)
            .toArray();
    return model
        .in(order)
        .continuing(
            Arrays.stream(order)
                .mapToObj(cluster -> numbers[cluster] < earlier.k() ? numbers[cluster] : -1)
                .toList());
  }
}
