package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JobFailedException;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.KeyFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.ExpectationPlan;
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import dev.catchment.pipelines.store.BatchDraft;
import dev.catchment.pipelines.store.Days;
import dev.catchment.store.StorePaths;
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
    ExpectationPlan expectations,
    Map<String, List<String>> inputs,
    Instant start,
    Optional<Days> days,
    Outputs outputs)
    implements Task {
  /** The name of the report in the store. */
  static final String REPORT = "report.html";

  /** The name of the summary in the store. */
  static final String SUMMARY = "summary.json";

  /** What stands in a store. */
  static final List<String> NAMES = List.of(StorePaths.EVENTS, StorePaths.REJECTED, REPORT, SUMMARY);

  private static final String TALLIES = "tallies";

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
                    .of(inputs.get(source.name()), options.getMaxRejected()))
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
        expectations,
        inputs,
        key().orElse(""),
        config.config().privacy().region(),
        start,
        days,
        new CollectPipeline.Outputs(
            staging.path(StorePaths.EVENTS),
            staging.path(StorePaths.REJECTED),
            staging.path(TALLIES)));
  }

  @Override
  public Finish finish() {
    String replaced = days.map(Object::toString).orElse("");
    ExpectationPlan expected = expectations;
    return (staging, run) -> summarise(expected, staging, run, replaced);
  }

  private static void summarise(
      ExpectationPlan expectations, Staging staging, Run run, String replaced) {
    CollectSummary summary =
        CollectSummary.of(
            TallyFile.read(staging.path(TALLIES)), expectations, run.time(), run.seconds());
    if (!summary.isBalanced()) {
      throw new IllegalStateException("the accounts do not balance: " + summary);
    }
    if (!replaced.isEmpty() && summary.accepted() == 0) {
      throw JobFailedException.of(
          "no record was accepted that falls on %s, so that its events would be gone; check --replace and --input"
              .formatted(replaced));
    }
    JsonFile.writeText(
        staging.path(REPORT),
        CollectReport.add(Report.of("What was collected", run), summary, staging.path(StorePaths.REJECTED))
            .html());
    JsonFile.write(staging.path(SUMMARY), summary);
    BatchDraft.write(
        staging,
        BatchDraft.of(staging, "collect", summary.startedAt(), summary, summary.accepted()));
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
    ProfileJob.noteIfStale(options.getOutput(), console);
    boolean isAsRequired = noteUnmet(summary, console);
    if (summary.rejected() > options.getMaxRejected() * summary.read()) {
      console.note(
          "collect: %,d of %,d records were rejected, more than --maxRejected=%s allows; %s says why",
          summary.rejected(),
          summary.read(),
          options.getMaxRejected(),
          outputs().path(StorePaths.REJECTED));
      return ExitStatus.TOO_MANY_REJECTED;
    }
    return isAsRequired ? ExitStatus.DONE : ExitStatus.EXPECTATION_FAILED;
  }

  /** Names the expectations that are not met; whether all that are required are met. */
  private boolean noteUnmet(CollectSummary summary, Console console) {
    boolean isAsRequired = true;
    for (ExpectationResult result : summary.expectations()) {
      if (!result.passed()) {
        console.note(
            "collect: %s is not met: %s",
            result.required() ? "a required expectation" : "an expectation", result.words());
        isAsRequired &= !result.required();
      }
    }
    return isAsRequired;
  }
}
