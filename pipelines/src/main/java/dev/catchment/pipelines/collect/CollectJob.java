package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.PipelineRun;
import dev.catchment.pipelines.StagedOutput;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.KeyFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.write.OutputDirectory;
import dev.catchment.write.TallyFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;

/** Reads the sources of a configuration into an event store; see {@code docs/jobs/collect.md}. */
public final class CollectJob implements Job<CollectOptions> {
  private static final String EVENTS = "events";
  private static final String REJECTED = "rejected";
  private static final String SUMMARY = "summary.json";

  /** What stands in a store; profiles of earlier events go when the events are replaced. */
  private static final List<String> OUTPUTS =
      Stream.of(List.of(EVENTS, REJECTED), ProfileJob.OUTPUTS, List.of(SUMMARY))
          .flatMap(List::stream)
          .toList();

  @Override
  public String name() {
    return "collect";
  }

  @Override
  public String summary() {
    return "reads raw records, cleans, protects and deduplicates them into an event store";
  }

  @Override
  public Class<CollectOptions> options() {
    return CollectOptions.class;
  }

  @Override
  public ExitStatus run(CollectOptions options, Console console) {
    Instant start = console.now();
    if (!(options.getMaxRejected() >= 0 && options.getMaxRejected() <= 1)) {
      throw new UsageException(
          "--maxRejected=%s is not a share from 0 to 1".formatted(options.getMaxRejected()));
    }
    ConfigFile config = ConfigFile.read(options.getConfig());
    EventPlan plan = EventPlan.of(config);
    Map<String, List<String>> inputs = Inputs.of(config, plan, options.getInput());
    StagedOutput.write(
        options.getOutput(),
        OUTPUTS,
        options.getOverwrite(),
        output -> collect(options, console, start, config, plan, inputs, output));
    CollectSummary summary = CollectSummary.read(options.getOutput() + "/" + SUMMARY);
    console.result(
        "%,d read = %,d accepted + %,d rejected + %,d duplicate + %,d withheld + %,d filtered",
        summary.read(),
        summary.accepted(),
        summary.rejected(),
        summary.duplicate(),
        summary.withheld(),
        summary.filtered());
    console.result("%s holds the event store (%.1f s)", options.getOutput(), summary.seconds());
    if (summary.rejected() > options.getMaxRejected() * summary.read()) {
      console.note(
          "collect: %,d of %,d records were rejected, more than --maxRejected=%s allows; %s/%s says why",
          summary.rejected(),
          summary.read(),
          options.getMaxRejected(),
          options.getOutput(),
          REJECTED);
      return ExitStatus.TOO_MANY_REJECTED;
    }
    return ExitStatus.DONE;
  }

  private static void collect(
      CollectOptions options,
      Console console,
      Instant start,
      ConfigFile config,
      EventPlan plan,
      Map<String, List<String>> inputs,
      OutputDirectory output) {
    String key = plan.hasPersonal() ? KeyFile.of(config, options.getKey(), console) : "";
    Pipeline pipeline = Pipeline.create(options);
    String tallies = output.staging("tallies");
    CollectPipeline.build(
        pipeline,
        plan,
        inputs,
        key,
        config.config().privacy().region(),
        start,
        new CollectPipeline.Outputs(output.staging(EVENTS), output.staging(REJECTED), tallies));
    PipelineRun.toTheEnd("collect", pipeline, console);
    CollectSummary summary =
        CollectSummary.of(TallyFile.read(tallies), start.toString(), console.secondsSince(start));
    if (!summary.isBalanced()) {
      throw new IllegalStateException("the accounts do not balance: " + summary);
    }
    JsonFile.write(output.staging(SUMMARY), summary);
  }
}
