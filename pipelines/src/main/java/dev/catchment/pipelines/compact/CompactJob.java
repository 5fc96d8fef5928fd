package dev.catchment.pipelines.compact;

import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.store.Days;
import dev.catchment.pipelines.store.InputStore;
import dev.catchment.pipelines.store.StoreChange;
import dev.catchment.read.EventFiles;
import dev.catchment.read.InputException;
import dev.catchment.store.MergedColumns;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.store.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Merges small files of an event store; see {@code docs/jobs/compact.md}. */
public final class CompactJob implements PipelineJob<CompactOptions> {
  @Override
  public String name() {
    return "compact";
  }

  @Override
  public String summary() {
    return "merges the small files of each day of an event store";
  }

  @Override
  public String writes() {
    return "Into the store: fewer files with the same events, and compact-summary.json.";
  }

  @Override
  public Class<CompactOptions> options() {
    return CompactOptions.class;
  }

  @Override
  public CompactTask plan(CompactOptions options, Instant start) {
    String store = options.getStore();
    StoreSnapshot before = InputStore.withEvents(store);
    Optional<Days> days = Optional.ofNullable(options.getDt()).map(given -> Days.of("dt", given));
    List<StoredFile> files =
        before.events().stream()
            .filter(file -> days.isEmpty() || days.get().contains(file.day()))
            .toList();
    if (files.isEmpty()) {
      throw new UsageException("--dt: %s has no events of %s".formatted(store, days.get()));
    }
    List<Merge> merges;
    try {
      merges =
          Merge.<Schema>of(
              EventFiles.counted(store, files),
              options.getTargetMb() * 1_000_000L,
              file -> EventFiles.columns(StorePaths.in(store, file.file())),
              MergedColumns::of);
    } catch (InputException unreadable) {
      throw new UsageException("--store: " + unreadable.getMessage(), unreadable);
    }
    List<String> removed =
        merges.stream().flatMap(merge -> merge.files().stream()).map(StoredFile::file).toList();
    return new CompactTask(
        store,
        options.getTargetMb(),
        merges,
        Outputs.ofBatch(
            store,
            List.of(StorePaths.EVENTS, CompactTask.SUMMARY),
            true,
            StoreChange.of(store, before, CompactTask.SUMMARY).removing(removed, List.of())));
  }
}
