package dev.catchment.pipelines.cluster;

import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.table.InputTable;
import dev.catchment.pipelines.table.RowCondition;
import dev.catchment.read.InputException;
import dev.catchment.read.TableFiles;
import java.time.Instant;
import java.util.List;

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
    return "Into the output folder: assignments.csv, the table with the columns cluster and outlier; "
        + "model.json, or drift.json where a model is given; plot.json; report.html, to look at; and "
        + "summary.json.";
  }

  @Override
  public Class<ClusterOptions> options() {
    return ClusterOptions.class;
  }

  @Override
  public Task plan(ClusterOptions options, Instant start) {
    options.setInput(InputTable.of(options.getInput()));
    try {
      List<String> columns = TableFiles.columns(options.getInput());
      List<String> numeric = TableFiles.numericColumns(options.getInput());
      RowCondition condition = RowCondition.of(options.getWhere(), columns, numeric);
      ClusterSource clusters =
          options.getModel() == null
              ? Training.of(options, columns, numeric)
              : StoredModel.of(options, columns);
      return new ClusterTask(options, columns, condition, clusters);
    } catch (InputException e) {
      throw new UsageException("--input: " + e.getMessage(), e);
    }
  }
}
