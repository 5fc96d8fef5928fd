package dev.catchment.pipelines.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.account.Progress;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.ModelJson;
import dev.catchment.pipelines.Amount;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.TallyMap;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.report.ClusterSection;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableScan;
import dev.catchment.write.TallyFile;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * A table that was found and can be clustered.
 *
 * @param options the job's options
 * @param columns the names of the table's columns
 * @param condition the rows to cluster
 * @param clusters where the clusters come from
 */
record ClusterTask(
    ClusterOptions options, List<String> columns, RowCondition condition, ClusterSource clusters)
    implements Task {
  private static final long SAMPLE = 20_000;
  private static final long SUM_BYTES = 32;

  private static final String ASSIGNMENTS = "assignments.csv";
  private static final String MODEL = ClusterJob.MODEL;
  private static final String PLOT = ClusterJob.PLOT;
  private static final String REPORT = "report.html";
  private static final String SUMMARY = "summary.json";
  private static final String TALLIES = "tallies";

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of("table", List.of(options.getInput()));
  }

  @Override
  public Amount amount() {
    long bytes = TableFiles.bytes(options.getInput());
    return new Amount(Progress.BYTES, clusters.passes() * bytes, "read", Progress.READ, "records");
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        TableTrial.of(
            options.getInput(), columns, check(), clusters.trial(), clusters.leastRows()));
  }

  private RowCheck check() {
    return RowCheck.of(columns, clusters.columns(), condition);
  }

  /** The Direct runner keeps the features and a key of each row; training, samples and sums. */
  @Override
  public List<MemoryPart> memory(InputSize size) {
    long width = clusters.mostFeatures();
    long rowBytes = TableTrial.rowBytes(options.getInput(), columns);
    long rows = size.text() / rowBytes;
    long texts = clusters.passes() > 2 ? size.threads() * SAMPLE * rowBytes : 0;
    return List.of(
        new MemoryPart("rows of the table", rows * (width + 1) * Double.BYTES),
        new MemoryPart("samples of rows", SAMPLE * (width + 1) * Double.BYTES + texts),
        new MemoryPart(
            "sums", size.threads() * SUM_BYTES * width * (width + clusters.mostClusters())));
  }

  @Override
  public Outputs outputs() {
    return new Outputs(
        options.getOutput(),
        List.of(ASSIGNMENTS, MODEL, PLOT, REPORT, SUMMARY),
        options.getOverwrite());
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    return ClusterPipeline.build(
        pipeline,
        options.getInput(),
        TableScan.of(columns),
        check(),
        clusters,
        new ClusterPipeline.Outputs(
            staging.path(ASSIGNMENTS),
            staging.path(MODEL),
            staging.path(PLOT),
            staging.path(TALLIES)));
  }

  @Override
  public Finish finish() {
    String title = "Clusters of " + lastName(options.getInput());
    return (staging, run) -> describe(title, staging, run);
  }

  private static void describe(String title, Staging staging, Run run) {
    ClusterModel model =
        ModelJson.read(JsonFile.readText(staging.path(MODEL)), staging.path(MODEL));
    ClusterSection section =
        ClusterView.of(model, JsonFile.read(staging.path(PLOT), JsonNode.class));
    JsonFile.writeText(staging.path(REPORT), Report.of(title, run).withClusters(section).html());
    JsonFile.write(staging.path(PLOT), section);
    JsonFile.write(
        staging.path(SUMMARY), summary(model, TallyFile.read(staging.path(TALLIES)), run));
  }

  private static String lastName(String path) {
    return path.replaceFirst("/+$", "").replaceFirst(".*/", "");
  }

  private static ClusterSummary summary(
      ClusterModel model, SortedMap<String, Long> tallies, Run run) {
    SortedMap<String, Long> rejected = new TreeMap<>();
    TallyMap.below(tallies, "rejected")
        .forEach((name, count) -> rejected.merge(name.split("/", 2)[1], count, Long::sum));
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
        model.inertia(),
        IntStream.range(0, model.k()).mapToObj(model.measures()::size).toList(),
        ClusterView.ratios(model));
  }

  @Override
  public ExitStatus report(Console console) {
    ClusterSummary summary = ClusterSummary.read(outputs().path(SUMMARY));
    console.result(
        "%,d rows in %d clusters of %s by %s; inertia %.6g",
        summary.accepted(),
        summary.k(),
        summary.sizes(),
        String.join(", ", summary.features()),
        summary.inertia());
    if (summary.rejected() > 0) {
      console.note(
          "cluster: %,d rows were left out: %s", summary.rejected(), summary.rejectedByReason());
    }
    console.result("%s shows them (%.1f s)", outputs().path(REPORT), summary.seconds());
    return ExitStatus.DONE;
  }
}
