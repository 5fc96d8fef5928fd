package dev.catchment.pipelines.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.ClusterProfile;
import dev.catchment.cluster.Drift;
import dev.catchment.cluster.Quality;
import dev.catchment.pipelines.report.ClusterDrift;
import dev.catchment.pipelines.report.ClusterMeans;
import dev.catchment.pipelines.report.ClusterPoint;
import dev.catchment.pipelines.report.ClusterQuality;
import dev.catchment.pipelines.report.ClusterSection;
import dev.catchment.pipelines.report.FeatureDrift;
import dev.catchment.pipelines.report.KCandidate;
import dev.catchment.pipelines.report.RowNoun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Puts a model and a sample of its rows into the form that a report shows. */
final class ClusterView {
  private ClusterView() {}

  /** The model, how good it is, and how far new data are from it. */
  static ClusterSection of(
      ClusterModel model, JsonNode plot, RowNoun noun, ClusterQuality quality, ClusterDrift drift) {
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
            byFeature(profiles, ClusterProfile.Feature::effect),
            profiles.stream().map(profile -> profile.summary(noun.many())).toList())
        .withNoun(noun)
        .withMeans(
            new ClusterMeans(
                byFeature(profiles.subList(0, 1), ClusterProfile.Feature::overall).get(0),
                byFeature(profiles, ClusterProfile.Feature::mean)))
        .withQuality(quality)
        .withDrift(drift);
  }

  /** How good the clusters of a training are. */
  static ClusterQuality quality(Quality quality) {
    return ClusterQuality.NONE
        .withSilhouette(quality.silhouette())
        .withSeparation(quality.daviesBouldin(), quality.calinskiHarabasz())
        .withStability(quality.stability())
        .withCurve(
            quality.curve().stream()
                .map(tried -> new KCandidate(tried.k(), tried.silhouette(), tried.inertia()))
                .toList());
  }

  /** How far new rows are from those of a training. */
  static ClusterDrift drift(Drift drift) {
    return new ClusterDrift(
        drift.clusters().psi(),
        drift.sizes(),
        drift.features().stream()
            .map(
                feature ->
                    new FeatureDrift(
                        feature.name(),
                        feature.overall().psi(),
                        feature.clusters().stream().map(Drift.Shift::psi).toList()))
            .toList());
  }

  static List<Double> ratios(ClusterModel model) {
    double[] ratios = model.space().components().explainedVarianceRatio();
    return IntStream.range(0, ratios.length).mapToObj(index -> ratios[index]).toList();
  }

  private static List<List<Double>> byFeature(
      List<ClusterProfile> profiles, ToDoubleFunction<ClusterProfile.Feature> value) {
    return profiles.stream()
        .map(profile -> profile.features().stream().mapToDouble(value).boxed().toList())
        .toList();
  }

  private static ClusterPoint centroid(ClusterModel model, int cluster) {
    double[] centroid = model.centroid(cluster);
    return new ClusterPoint(centroid[0], centroid.length > 1 ? centroid[1] : 0, cluster);
  }
}
