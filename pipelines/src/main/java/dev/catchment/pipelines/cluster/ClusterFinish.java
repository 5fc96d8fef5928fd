package dev.catchment.pipelines.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.Drift;
import dev.catchment.cluster.DriftJson;
import dev.catchment.cluster.ModelJson;
import dev.catchment.cluster.Quality;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.TallyMap;
import dev.catchment.pipelines.report.ClusterDrift;
import dev.catchment.pipelines.report.ClusterQuality;
import dev.catchment.pipelines.report.ClusterSection;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.RowNoun;
import dev.catchment.pipelines.report.Run;
import dev.catchment.write.TallyFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes the report and the summary of a run, and in place of the sample of the plot what the
 * report shows of it.
 *
 * @param table the name of the table
 * @param hasDrift whether the rows were compared with those of a model
 */
record ClusterFinish(String table, boolean hasDrift) implements Finish {
  private static final long serialVersionUID = 1;
  private static final String PROFILES = "profiles";

  @Override
  public void write(Staging staging, Run run) {
    String file = staging.path(ClusterTask.MODEL);
    ClusterModel model = ModelJson.read(JsonFile.readText(file), file);
    Optional<Drift> drift =
        hasDrift ? Optional.of(drift(staging.path(ClusterTask.DRIFT))) : Optional.empty();
    ClusterSummary summary =
        summary(model, drift, TallyFile.read(staging.path(ClusterTask.TALLIES)), run);
    String plot = staging.path(ClusterTask.PLOT);
    ClusterSection section =
        ClusterView.of(
            model,
            JsonFile.read(plot, JsonNode.class),
            table.equals(PROFILES) ? new RowNoun("profile", PROFILES) : RowNoun.ROW,
            quality(model, summary),
            drift.map(ClusterView::drift).orElse(ClusterDrift.NONE));
    JsonFile.writeText(
        staging.path(ClusterTask.REPORT),
        Report.of("Clusters of " + table, run).withClusters(section).html());
    JsonFile.write(plot, section);
    JsonFile.write(staging.path(ClusterTask.SUMMARY), summary);
  }

  /** That of the training, where there was one, and the outliers among the rows. */
  private ClusterQuality quality(ClusterModel model, ClusterSummary summary) {
    ClusterQuality quality = hasDrift ? ClusterQuality.NONE : ClusterView.quality(model.quality());
    return summary.outliers() == null
        ? quality
        : quality.withOutliers(summary.outliers(), summary.accepted());
  }

  /** Reads the drift, and indents it. */
  private static Drift drift(String file) {
    String text = JsonFile.readText(file);
    JsonFile.write(file, JsonFile.read(file, JsonNode.class));
    return DriftJson.read(text, file);
  }

  private static ClusterSummary summary(
      ClusterModel model, Optional<Drift> drift, SortedMap<String, Long> tallies, Run run) {
    SortedMap<String, Long> rejected = new TreeMap<>();
    TallyMap.below(tallies, "rejected")
        .forEach((name, count) -> rejected.merge(name.split("/", 2)[1], count, Long::sum));
    Optional<Quality> quality = drift.isEmpty() ? Optional.of(model.quality()) : Optional.empty();
    return new ClusterSummary(
        "cluster",
        run.time().toString(),
        run.seconds(),
        TallyMap.sum(TallyMap.below(tallies, "read")),
        TallyMap.sum(TallyMap.below(tallies, "accepted")),
        TallyMap.sum(TallyMap.below(tallies, "filtered")),
        TallyMap.sum(rejected),
        rejected,
        model.space().features(),
        model.k(),
        drift.isEmpty() ? model.inertia() : null,
        drift
            .map(Drift::sizes)
            .orElseGet(
                () -> IntStream.range(0, model.k()).mapToObj(model.measures()::size).toList()),
        ClusterView.ratios(model),
        quality.map(Quality::silhouette).map(ClusterFinish::known).orElse(null),
        quality.map(Quality::daviesBouldin).map(ClusterFinish::known).orElse(null),
        quality.map(Quality::calinskiHarabasz).map(ClusterFinish::known).orElse(null),
        quality
            .map(found -> found.stability().stream().map(ClusterFinish::known).toList())
            .orElse(List.of()),
        model.knowsOutliers() ? tallies.getOrDefault(WriteAssignments.OUTLIERS, 0L) : null,
        drift.map(found -> known(found.clusters().psi())).orElse(null),
        drift.map(ClusterFinish::byFeature).orElse(Map.of()));
  }

  private static Map<String, Double> byFeature(Drift drift) {
    Map<String, Double> indices = new LinkedHashMap<>();
    drift.features().forEach(each -> indices.put(each.name(), known(each.overall().psi())));
    return indices;
  }

  /** A number, or null for NaN, which JSON does not have. */
  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
