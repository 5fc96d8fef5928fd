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
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.pipelines.plan.ExpectationPlan;
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import dev.catchment.pipelines.store.BatchDraft;
import dev.catchment.pipelines.store.Days;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.write.TallyFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/** Sources that were found and can be collected into a store. */
record CollectTask(CollectOptions options, Sources sources, Optional<Days> days, Outputs outputs)
    implements Task {
  /** The name of the report in the store. */
  static final String REPORT = "report.html";

  /** The name of the summary in the store. */
  static final String SUMMARY = "summary.json";

  /** What stands in a store. */
  static final List<String> NAMES =
      List.of(StorePaths.EVENTS, StorePaths.REJECTED, REPORT, SUMMARY);

  private static final String TALLIES = "tallies";

  @Override
  public Map<String, List<String>> inputs() {
    return sources.inputs();
  }

  @Override
  public Optional<String> nothingToDo() {
    return options.getEvery() != null && sources.topics().isEmpty()
        ? Optional.of("nothing is new in the topics")
        : Optional.empty();
  }

  @Override
  public List<Dataset> otherInputs() {
    return sources.datasets();
  }

  @Override
  public Map<String, Long> rows() {
    CollectSummary summary = CollectSummary.read(outputs().path(SUMMARY));
    return Map.of(StorePaths.EVENTS, summary.accepted(), StorePaths.REJECTED, summary.rejected());
  }

  @Override
  public List<String> places() {
    return Stream.concat(Task.super.places().stream(), key().stream()).toList();
  }

  @Override
  public void prepare(Console console) {
    sources.prepare(console);
  }

  @Override
  public Optional<String> key() {
    return sources.key();
  }

  @Override
  public List<Sample> samples() {
    return sources.samples(options.getMaxRejected());
  }

  @Override
  public List<MemoryPart> memory(InputSize size) {
    return CollectMemory.parts(size);
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    return CollectPipeline.build(
        pipeline,
        sources,
        days,
        stored(),
        new CollectPipeline.Outputs(
            staging.path(StorePaths.EVENTS),
            staging.path(StorePaths.REJECTED),
            staging.path(TALLIES)));
  }

  /** The files of the events that the store has and keeps. */
  private List<String> stored() {
    return outputs
        .batch()
        .map(
            batch ->
                StoreSnapshot.of(options.getOutput(), batch.base()).eventPathsBut(batch.removed()))
        .orElse(List.of());
  }

  @Override
  public Finish finish() {
    String replaced = days.map(Object::toString).orElse("");
    ExpectationPlan expected = sources.expectations();
    TreeMap<String, Long> positions = sources.topics().positions();
    return (staging, run) -> summarise(expected, staging, run, replaced, positions);
  }

  private static void summarise(
      ExpectationPlan expectations,
      Staging staging,
      Run run,
      String replaced,
      Map<String, Long> positions) {
    CollectSummary summary =
        CollectSummary.of(
            TallyFile.read(staging.path(TALLIES)), expectations, run.time(), run.seconds());
    if (!replaced.isEmpty() && summary.accepted() == 0) {
      throw JobFailedException.of(
          "no record was accepted that falls on %s, so that its events would be gone; check --replace and --input"
              .formatted(replaced));
    }
    JsonFile.writeText(
        staging.path(REPORT),
        CollectReport.add(
                Report.of("What was collected", run), summary, staging.path(StorePaths.REJECTED))
            .html());
    JsonFile.write(staging.path(SUMMARY), summary);
    BatchDraft.write(
        staging,
        BatchDraft.of(staging, CollectJob.NAME, summary.startedAt(), summary, summary.accepted())
            .withPositions(positions));
  }

  @Override
  public ExitStatus report(Console console) {
    CollectSummary summary = CollectSummary.read(outputs().path(SUMMARY));
    summary.report(console);
    console.result("%s holds the event store (%.1f s)", options.getOutput(), summary.seconds());
    sources
        .topics()
        .lost()
        .forEach(
            (source, lost) ->
                console.note(
                    "collect: the topic of source %s had deleted up to %,d messages before they were read; run collect more often, or let the topic keep them longer",
                    source, lost));
    ProfileJob.noteIfStale(options.getOutput(), console);
    return summary.status(
        CollectJob.NAME, options.getMaxRejected(), outputs().path(StorePaths.REJECTED), console);
  }
}
