package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.ExpectationPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads the sources of a configuration into an event store; see {@code docs/jobs/collect.md}. */
public final class CollectJob implements PipelineJob<CollectOptions> {
  @Override
  public String name() {
    return "collect";
  }

  @Override
  public String summary() {
    return "reads raw records, cleans, protects and deduplicates them into an event store";
  }

  @Override
  public String writes() {
    return "Into the store: events (Parquet, a folder per day), rejected (JSON, a reason "
        + "with each record), report.html, to look at, and summary.json, the account of every "
        + "record.";
  }

  @Override
  public Class<CollectOptions> options() {
    return CollectOptions.class;
  }

  @Override
  public Task plan(CollectOptions options, Instant start) {
    ConfigFile config = ConfigFile.read(options.getConfig());
    EventPlan plan = EventPlan.of(config);
    Map<String, List<String>> inputs = Inputs.of(config, plan, options.getInput());
    ExpectationPlan expectations = ExpectationPlan.of(config, plan.fields());
    return new CollectTask(options, config, plan, expectations, inputs, start);
  }
}
