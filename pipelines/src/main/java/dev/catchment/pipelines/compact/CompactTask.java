package dev.catchment.pipelines.compact;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.report.Run;
import dev.catchment.pipelines.store.BatchDraft;
import dev.catchment.read.EventFiles;
import dev.catchment.store.Manifest;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoredFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/** Files of a store that can be merged. */
record CompactTask(String store, int targetMb, List<Merge> merges, Outputs outputs)
    implements Task {
  /** The name of the summary in the store. */
  static final String SUMMARY = "compact-summary.json";

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of(
        "events",
        merges.stream()
            .flatMap(merge -> merge.files().stream())
            .map(file -> StorePaths.in(store, file.file()))
            .toList());
  }

  @Override
  public Optional<String> nothingToDo() {
    return merges.isEmpty()
        ? Optional.of(
            "%s has no day with two files that are smaller than %d MB together; nothing is changed"
                .formatted(store, targetMb))
        : Optional.empty();
  }

  @Override
  public Map<String, Long> rows() {
    return Map.of(StorePaths.EVENTS, CompactSummary.read(outputs.path(SUMMARY)).rows());
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    return CompactPipeline.build(pipeline, store, merges, staging);
  }

  @Override
  public Finish finish() {
    List<StoredFile> before = merges.stream().flatMap(merge -> merge.files().stream()).toList();
    return (staging, run) -> summarise(staging, run, before);
  }

  private static void summarise(Staging staging, Run run, List<StoredFile> before) {
    List<StoredFile> after = EventFiles.in(staging.path(StorePaths.EVENTS));
    long rows = before.stream().mapToLong(StoredFile::rows).sum();
    CompactSummary summary =
        new CompactSummary(
            Manifest.COMPACT,
            run.time().toString(),
            run.seconds(),
            before.stream().map(StoredFile::day).distinct().count(),
            before.size(),
            after.size(),
            rows,
            before.stream().mapToLong(StoredFile::bytes).sum(),
            after.stream().mapToLong(StoredFile::bytes).sum());
    JsonFile.write(staging.path(SUMMARY), summary);
    BatchDraft.write(
        staging, BatchDraft.of(staging, Manifest.COMPACT, summary.startedAt(), summary, rows));
  }

  @Override
  public ExitStatus report(Console console) {
    CompactSummary summary = CompactSummary.read(outputs.path(SUMMARY));
    console.result(
        "%,d files of %,d days became %,d; they hold %,d events as before",
        summary.filesBefore(), summary.days(), summary.filesAfter(), summary.rows());
    console.result("%s is compacted (%.1f s)", store, summary.seconds());
    return ExitStatus.DONE;
  }
}
