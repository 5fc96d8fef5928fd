package dev.catchment.pipelines.repair;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.config.KeyFile;
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.pipelines.report.Run;
import dev.catchment.pipelines.store.BatchDraft;
import dev.catchment.read.InputFiles;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.write.TallyFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Rejected records of a store that can be tried again.
 *
 * @param idle says that none passes, with the reasons; empty when some do
 */
record RepairTask(
    String store,
    StoreSnapshot before,
    RepairPlan plan,
    Optional<String> key,
    Outputs outputs,
    Supplier<Optional<String>> idle)
    implements Task {
  /** The name of the summary in the store. */
  static final String SUMMARY = "repair-summary.json";

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of("rejected", before.rejectedPaths());
  }

  @Override
  public List<String> places() {
    return Stream.concat(Task.super.places().stream(), key.stream()).toList();
  }

  @Override
  public void prepare(Console console) {
    key.ifPresent(file -> KeyFile.make(file, console));
  }

  @Override
  public Optional<String> nothingToDo() {
    return idle.get();
  }

  @Override
  public Map<String, Long> rows() {
    return Map.of(StorePaths.EVENTS, RepairSummary.read(outputs.path(SUMMARY)).accepted());
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    return RepairPipeline.build(pipeline, store, before, plan, staging);
  }

  @Override
  public Finish finish() {
    return RepairTask::summarise;
  }

  private static void summarise(Staging staging, Run run) {
    RepairSummary summary =
        RepairSummary.of(
            TallyFile.read(staging.path(RepairPipeline.TALLIES)), run.time(), run.seconds());
    List<String> ids =
        InputFiles.find(staging.path(RepairPipeline.IDS) + "/*.txt").stream()
            .flatMap(file -> JsonFile.readText(file).lines())
            .distinct()
            .sorted()
            .toList();
    JsonFile.write(staging.path(SUMMARY), summary);
    BatchDraft.write(
        staging,
        BatchDraft.of(staging, RepairJob.NAME, summary.startedAt(), summary, summary.accepted())
            .withRepaired(ids));
  }

  @Override
  public ExitStatus report(Console console) {
    RepairSummary summary = RepairSummary.read(outputs.path(SUMMARY));
    console.result(
        "%,d open = %,d repaired (%,d accepted + %,d duplicate + %,d withheld + %,d filtered) + %,d still open",
        summary.open(),
        summary.repaired(),
        summary.accepted(),
        summary.duplicate(),
        summary.withheld(),
        summary.filtered(),
        summary.stillOpen());
    console.result("%s has them (%.1f s)", store, summary.seconds());
    if (summary.stillOpen() > 0) {
      console.note("%s: --dry-run shows why records are still open", RepairJob.NAME);
    }
    ProfileJob.noteIfStale(store, console);
    return ExitStatus.DONE;
  }
}
