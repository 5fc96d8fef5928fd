package dev.catchment.pipelines.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.ModelJson;
import dev.catchment.model.Nearest;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.PipelineRun;
import dev.catchment.pipelines.StagedOutput;
import dev.catchment.pipelines.TallyMap;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.Version;
import dev.catchment.pipelines.report.ClusterSection;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import dev.catchment.read.ReadTable;
import dev.catchment.write.OutputDirectory;
import dev.catchment.write.TallyFile;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;

/** Clusters the rows of any table; see {@code docs/jobs/cluster.md}. */
public final class ClusterJob implements Job<ClusterOptions> {
  /** The name of the model in the output. */
  public static final String MODEL = "model.json";

  /** The name of what the report shows of the model, for reports of several jobs. */
  public static final String PLOT = "plot.json";

  private static final String ASSIGNMENTS = "assignments.csv";
  private static final String REPORT = "report.html";
  private static final String SUMMARY = "summary.json";

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public String summary() {
    return "groups the rows of a table by scaler, principal components and k-means";
  }

  @Override
  public Class<ClusterOptions> options() {
    return ClusterOptions.class;
  }

  @Override
  public ExitStatus run(ClusterOptions options, Console console) {
    Instant start = console.now();
    options.setInput(table(options.getInput()));
    List<String> columns;
    List<String> features;
    RowCondition condition;
    try {
      columns = ReadTable.columns(options.getInput());
      List<String> numeric = ReadTable.numericColumns(options.getInput());
      features = features(options, columns, numeric);
      condition = RowCondition.of(options.getWhere(), columns, numeric);
    } catch (InputException e) {
      throw new UsageException("--input: " + e.getMessage(), e);
    }
    checkNumbers(options, features);
    StagedOutput.write(
        options.getOutput(),
        List.of(ASSIGNMENTS, MODEL, PLOT, REPORT, SUMMARY),
        options.getOverwrite(),
        output -> cluster(options, console, start, columns, features, condition, output));
    ClusterSummary summary = ClusterSummary.read(options.getOutput() + "/" + SUMMARY);
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
    console.result("%s/%s shows them (%.1f s)", options.getOutput(), REPORT, summary.seconds());
    return ExitStatus.DONE;
  }

  /** An event store stands for the profiles in it. */
  private static String table(String input) {
    String profiles = input + "/profiles";
    try {
      InputFiles.match(List.of(profiles + "/*.parquet"));
      return profiles;
    } catch (InputException e) {
      return input;
    }
  }

  private static void cluster(
      ClusterOptions options,
      Console console,
      Instant start,
      List<String> columns,
      List<String> features,
      RowCondition condition,
      OutputDirectory output) {
    Pipeline pipeline = Pipeline.create(options);
    String tallies = output.staging("tallies");
    ClusterPipeline.build(
        pipeline,
        options.getInput(),
        columns,
        features,
        components(options, features),
        condition,
        options,
        new ClusterPipeline.Outputs(
            output.staging(ASSIGNMENTS), output.staging(MODEL), output.staging(PLOT), tallies));
    PipelineRun.toTheEnd("cluster", pipeline, console);
    ClusterModel model =
        ModelJson.read(JsonFile.readText(output.staging(MODEL)), output.staging(MODEL));
    ClusterSection section =
        ClusterView.of(model, JsonFile.read(output.staging(PLOT), JsonNode.class));
    ClusterSummary summary = summary(model, TallyFile.read(tallies), start, console);
    Run run = new Run(Version.TEXT, "", start, summary.seconds(), console.commandLine());
    JsonFile.writeText(
        output.staging(REPORT),
        Report.of("Clusters of " + lastName(options.getInput()), run).withClusters(section).html());
    JsonFile.write(output.staging(PLOT), section);
    JsonFile.write(output.staging(SUMMARY), summary);
  }

  private static String lastName(String path) {
    return path.replaceFirst("/+$", "").replaceFirst(".*/", "");
  }

  private static ClusterSummary summary(
      ClusterModel model, SortedMap<String, Long> tallies, Instant start, Console console) {
    SortedMap<String, Long> rejected = new TreeMap<>();
    TallyMap.below(tallies, "rejected")
        .forEach((name, count) -> rejected.merge(name.split("/", 2)[1], count, Long::sum));
    return new ClusterSummary(
        "cluster",
        start.toString(),
        console.secondsSince(start),
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

  private static List<String> features(
      ClusterOptions options, List<String> columns, List<String> numeric) {
    List<String> wanted = options.getFeatures();
    if (wanted == null || wanted.isEmpty()) {
      if (numeric.isEmpty()) {
        throw new UsageException(
            "%s has no column of numbers to cluster by; its columns are %s"
                .formatted(options.getInput(), String.join(", ", columns)));
      }
      return numeric.stream().filter(name -> !name.equals(ClusterPipeline.CLUSTER)).toList();
    }
    Set<String> seen = new HashSet<>();
    for (String feature : wanted) {
      if (!seen.add(feature)) {
        throw new UsageException("--features names %s twice; name it once".formatted(feature));
      }
      if (!columns.contains(feature)) {
        throw new UsageException(
            "--features: there is no column %s%s The columns are %s"
                .formatted(
                    feature,
                    Nearest.to(feature, columns)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("."),
                    String.join(", ", columns)));
      }
    }
    return wanted;
  }

  private static void checkNumbers(ClusterOptions options, List<String> features) {
    if (options.getK() < 1 || options.getK() > 1000) {
      throw new UsageException("--k=%s is not from 1 to 1000".formatted(options.getK()));
    }
    int components = components(options, features);
    if (components < 0 || components > features.size()) {
      throw new UsageException(
          "--components=%s is not from 0 to %s, the number of features (%s)"
              .formatted(components, features.size(), String.join(", ", features)));
    }
  }

  private static int components(ClusterOptions options, List<String> features) {
    return options.getComponents() == null ? Math.min(2, features.size()) : options.getComponents();
  }
}
