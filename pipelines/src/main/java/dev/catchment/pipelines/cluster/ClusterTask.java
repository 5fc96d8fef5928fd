package dev.catchment.pipelines.cluster;

import dev.catchment.account.Progress;
import dev.catchment.pipelines.Amount;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.pipelines.table.RowCondition;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableScan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
  static final String MODEL = ClusterJob.MODEL;
  static final String PLOT = ClusterJob.PLOT;
  static final String DRIFT = "drift.json";
  static final String REPORT = "report.html";
  static final String SUMMARY = "summary.json";
  static final String TALLIES = "tallies";

  private static final String ASSIGNMENTS = "assignments.csv";
  private static final long TEXT_SAMPLE = 20_000;
  private static final long LEAST_SAMPLE = 40_000;
  private static final long MOST_SAMPLE = 200_000;
  private static final long SAMPLE_PER_CLUSTER = 4_000;
  private static final long SUM_BYTES = 32;

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of("table", List.of(options.getInput()));
  }

  @Override
  public List<Dataset> otherInputs() {
    return Stream.of(options.getModel(), options.getEarlier())
        .filter(Objects::nonNull)
        .map(Dataset::ofPath)
        .toList();
  }

  @Override
  public Map<String, Long> rows() {
    return Map.of(ASSIGNMENTS, ClusterSummary.read(outputs().path(SUMMARY)).accepted());
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
    long texts = clusters.passes() > 2 ? size.threads() * TEXT_SAMPLE * rowBytes : 0;
    long sample = SAMPLE_PER_CLUSTER * clusters.mostClusters();
    sample = Math.min(rows, Math.min(Math.max(sample, LEAST_SAMPLE), MOST_SAMPLE));
    return List.of(
        new MemoryPart("rows of the table", rows * (width + 1) * Double.BYTES),
        new MemoryPart("sample of rows", sample * (width + 1) * Double.BYTES + texts),
        new MemoryPart(
            "sums", size.threads() * SUM_BYTES * width * (width + clusters.mostClusters())));
  }

  @Override
  public Outputs outputs() {
    return new Outputs(
        options.getOutput(),
        List.of(ASSIGNMENTS, hasDrift() ? DRIFT : MODEL, PLOT, REPORT, SUMMARY),
        options.getOverwrite());
  }

  private boolean hasDrift() {
    return clusters instanceof StoredModel;
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
            staging.path(DRIFT),
            staging.path(TALLIES)));
  }

  @Override
  public Finish finish() {
    return new ClusterFinish(lastName(options.getInput()), hasDrift());
  }

  private static String lastName(String path) {
    return path.replaceFirst("/+$", "").replaceFirst(".*/", "");
  }

  @Override
  public ExitStatus report(Console console) {
    ClusterSummary summary = ClusterSummary.read(outputs().path(SUMMARY));
    console.result(
        "%,d rows in %d clusters of %s by %s%s",
        summary.accepted(),
        summary.k(),
        summary.sizes(),
        String.join(", ", summary.features()),
        summary.inertia() == null
            ? ""
            : String.format(Locale.ROOT, "; inertia %.6g", summary.inertia()));
    if (summary.rejected() > 0) {
      console.note(
          "cluster: %,d rows were left out: %s", summary.rejected(), summary.rejectedByReason());
    }
    List<String> changed = summary.changed();
    if (!changed.isEmpty()) {
      console.note(
          "cluster: the rows are not like those that the model was trained on: %s; train it again"
              + " (--earlier=%s keeps the numbers of its clusters)",
          String.join(", ", changed), options.getModel());
    }
    console.result("%s shows them (%.1f s)", outputs().path(REPORT), summary.seconds());
    return ExitStatus.DONE;
  }
}
