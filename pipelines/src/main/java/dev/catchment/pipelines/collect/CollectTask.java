package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.KeyFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.pipelines.report.Run;
import dev.catchment.write.TallyFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/** Sources that were found and can be collected into a store. */
record CollectTask(
    CollectOptions options,
    ConfigFile config,
    EventPlan plan,
    Map<String, List<String>> inputs,
    Instant start)
    implements Task {
  private static final String EVENTS = "events";
  private static final String REJECTED = "rejected";
  private static final String TALLIES = "tallies";
  private static final String SUMMARY = "summary.json";

  /** What stands in a store; profiles of earlier events go when the events are replaced. */
  private static final List<String> NAMES =
      Stream.of(List.of(EVENTS, REJECTED), ProfileJob.OUTPUTS, List.of(SUMMARY))
          .flatMap(List::stream)
          .toList();

  @Override
  public Outputs outputs() {
    return new Outputs(options.getOutput(), NAMES, options.getOverwrite());
  }

  @Override
  public List<String> places() {
    return Stream.concat(Task.super.places().stream(), key().stream()).toList();
  }

  @Override
  public void prepare(Console console) {
    key().ifPresent(file -> KeyFile.make(file, console));
  }

  @Override
  public Optional<String> key() {
    return plan.hasPersonal()
        ? Optional.of(KeyFile.of(config, options.getKey()))
        : Optional.empty();
  }

  @Override
  public List<Sample> samples() {
    return plan.sources().stream()
        .map(
            source ->
                new SourceTrial(source, config.config().privacy().region())
                    .of(inputs.getOrDefault(source.name(), List.of()), options.getMaxRejected()))
        .toList();
  }

  @Override
  public List<MemoryPart> memory(InputSize size) {
    return CollectMemory.parts(size);
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    return CollectPipeline.build(
        pipeline,
        plan,
        inputs,
        key().orElse(""),
        config.config().privacy().region(),
        start,
        new CollectPipeline.Outputs(
            staging.path(EVENTS), staging.path(REJECTED), staging.path(TALLIES)));
  }

  @Override
  public Finish finish() {
    return CollectTask::summarise;
  }

  private static void summarise(Staging staging, Run run) {
    CollectSummary summary =
        CollectSummary.of(
            TallyFile.read(staging.path(TALLIES)), run.time().toString(), run.seconds());
    if (!summary.isBalanced()) {
      throw new IllegalStateException("the accounts do not balance: " + summary);
    }
    JsonFile.write(staging.path(SUMMARY), summary);
  }

  @Override
  public ExitStatus report(Console console) {
    CollectSummary summary = CollectSummary.read(outputs().path(SUMMARY));
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
          "collect: %,d of %,d records were rejected, more than --maxRejected=%s allows; %s says why",
          summary.rejected(), summary.read(), options.getMaxRejected(), outputs().path(REJECTED));
      return ExitStatus.TOO_MANY_REJECTED;
    }
    return ExitStatus.DONE;
  }
}
