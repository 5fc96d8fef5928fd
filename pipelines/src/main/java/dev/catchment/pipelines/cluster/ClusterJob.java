package dev.catchment.pipelines.cluster;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import dev.catchment.read.TableFiles;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Clusters the rows of any table; see {@code docs/jobs/cluster.md}. */
public final class ClusterJob implements PipelineJob<ClusterOptions> {
  /** The name of the model in the output. */
  public static final String MODEL = "model.json";

  /** The name of what the report shows of the model, for reports of several jobs. */
  public static final String PLOT = "plot.json";

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public String summary() {
    return "groups the rows of a table by scaler, principal components and k-means";
  }

  @Override
  public String writes() {
    return "Into the output folder: assignments.csv, the table with a column cluster; "
        + "model.json; plot.json; report.html, to look at; and summary.json.";
  }

  @Override
  public Class<ClusterOptions> options() {
    return ClusterOptions.class;
  }

  @Override
  public Task plan(ClusterOptions options, Instant start) {
    options.setInput(table(options.getInput()));
    List<String> columns;
    List<String> features;
    RowCondition condition;
    try {
      columns = TableFiles.columns(options.getInput());
      List<String> numeric = TableFiles.numericColumns(options.getInput());
      features = features(options, columns, numeric);
      condition = RowCondition.of(options.getWhere(), columns, numeric);
    } catch (InputException e) {
      throw new UsageException("--input: " + e.getMessage(), e);
    }
    checkComponents(options, features);
    return new ClusterTask(options, columns, features, components(options, features), condition);
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

  private static List<String> features(
      ClusterOptions options, List<String> columns, List<String> numeric) {
    List<String> wanted = options.getFeatures();
    if (wanted == null || wanted.isEmpty()) {
      if (numeric.isEmpty()) {
        throw new UsageException(
            "%s has no column of numbers to cluster by; its columns are %s"
                .formatted(options.getInput(), String.join(", ", columns)));
      }
      return numeric.stream().filter(name -> !name.equals(WriteAssignments.CLUSTER)).toList();
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
                    feature, Nearest.hintOrStop(feature, columns), String.join(", ", columns)));
      }
    }
    return wanted;
  }

  private static void checkComponents(ClusterOptions options, List<String> features) {
    int components = components(options, features);
    if (components > features.size()) {
      throw new UsageException(
          "--components=%s is not from 0 to %s, the number of features (%s)"
              .formatted(components, features.size(), String.join(", ", features)));
    }
  }

  private static int components(ClusterOptions options, List<String> features) {
    return options.getComponents() == null ? Math.min(2, features.size()) : options.getComponents();
  }
}
