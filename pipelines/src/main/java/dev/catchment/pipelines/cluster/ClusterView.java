package dev.catchment.pipelines.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.ClusterProfile;
import dev.catchment.pipelines.report.ClusterPoint;
import dev.catchment.pipelines.report.ClusterSection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Puts a model and a sample of its rows into the form that a report shows. */
final class ClusterView {
  private ClusterView() {}

  static ClusterSection of(ClusterModel model, JsonNode plot) {
    List<ClusterProfile> profiles = ClusterProfile.of(model);
    List<ClusterPoint> points = new ArrayList<>();
    plot.forEach(
        dot ->
            points.add(
                new ClusterPoint(
                    dot.path("x").asDouble(),
                    dot.path("y").asDouble(),
                    dot.path("cluster").asInt())));
    return new ClusterSection(
        points,
        IntStream.range(0, model.k()).mapToObj(cluster -> centroid(model, cluster)).toList(),
        ratios(model),
        profiles.stream().map(ClusterProfile::size).toList(),
        model.space().features(),
        profiles.stream()
            .map(
                profile -> profile.features().stream().map(ClusterProfile.Feature::effect).toList())
            .toList(),
        profiles.stream().map(ClusterView::words).toList());
  }

  static List<Double> ratios(ClusterModel model) {
    double[] ratios = model.space().components().explainedVarianceRatio();
    return IntStream.range(0, ratios.length).mapToObj(index -> ratios[index]).toList();
  }

  private static ClusterPoint centroid(ClusterModel model, int cluster) {
    double[] centroid = model.centroid(cluster);
    return new ClusterPoint(centroid[0], centroid.length > 1 ? centroid[1] : 0, cluster);
  }

  private static String words(ClusterProfile profile) {
    return profile.words().isEmpty()
        ? "close to the average in every feature"
        : String.join("; ", profile.words());
  }
}
