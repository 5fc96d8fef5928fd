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
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.pipelines.report.Run;
import dev.catchment.pipelines.store.BatchDraft;
import dev.catchment.pipelines.store.Days;
import dev.catchment.store.StorePaths;
import dev.catchment.write.TallyFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/** Sources that were found and can be collected into a store. */
record CollectTask(
    CollectOptions options,
    ConfigFile config,
    EventPlan plan,
    Map<String, List<String>> inputs,
    Topics topics,
    Instant start,
    Optional<Days> days,
    Outputs outputs)
    implements Task {
  /** The name of the summary in the store. */
  static final String SUMMARY = "summary.json";

  /** What stands in a store. */
  static final List<String> NAMES = List.of(StorePaths.EVENTS, StorePaths.REJECTED, SUMMARY);

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
        .filter(source -> inputs.containsKey(source.name()))
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
        inputs,
        topics,
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
    TreeMap<String, Long> positions = topics.positions();
    return (staging, run) -> summarise(staging, run, replaced, positions);
  }

  private static void summarise(
      Staging staging, Run run, String replaced, Map<String, Long> positions) {
    CollectSummary summary =
        CollectSummary.of(
            TallyFile.read(staging.path(TALLIES)), run.time().toString(), run.seconds());
    if (!summary.isBalanced()) {
      throw new IllegalStateException("the accounts do not balance: " + summary);
    }
    if (!replaced.isEmpty() && summary.accepted() == 0) {
      throw JobFailedException.of(
          "no record was accepted that falls on %s, so that its events would be gone; check --replace and --input"
              .formatted(replaced));
    }
    JsonFile.write(staging.path(SUMMARY), summary);
    BatchDraft.write(
        staging,
        BatchDraft.of(staging, "collect", summary.startedAt(), summary, summary.accepted())
            .withPositions(positions));
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
    topics
        .lost()
        .forEach(
            (source, lost) ->
                console.note(
                    "collect: the topic of source %s had deleted up to %,d messages before they were read; run collect more often, or let the topic keep them longer",
                    source, lost));
    ProfileJob.noteIfStale(options.getOutput(), console);
    if (summary.rejected() > options.getMaxRejected() * summary.read()) {
      console.note(
          "collect: %,d of %,d records were rejected, more than --maxRejected=%s allows; %s says why",
          summary.rejected(),
          summary.read(),
          options.getMaxRejected(),
          outputs().path(StorePaths.REJECTED));
      return ExitStatus.TOO_MANY_REJECTED;
    }
    return ExitStatus.DONE;
  }
}
