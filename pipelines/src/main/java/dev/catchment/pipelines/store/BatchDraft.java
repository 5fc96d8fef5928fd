package dev.catchment.pipelines.store;

import static com.google.common.base.Preconditions.checkState;

import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Staging;
import dev.catchment.read.EventFiles;
import dev.catchment.read.InputFiles;
import dev.catchment.store.Manifest;
import dev.catchment.store.StoreJson;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoredFile;
import dev.catchment.write.StoreBatch;
import java.util.List;

/** The draft of a batch's manifest, from what a job has staged. */
public final class BatchDraft {
  private BatchDraft() {}

  /**
   * The staged files of events and of rejected records.
   *
   * @param account the job's summary
   * @param accepted how many events there must be
   */
  public static Manifest of(
      Staging staging, String job, String started, Object account, long accepted) {
    List<StoredFile> events = EventFiles.in(staging.path(StorePaths.EVENTS));
    List<String> rejected =
        InputFiles.find(staging.path(StorePaths.REJECTED) + "/*.jsonl").stream()
            .map(file -> StorePaths.REJECTED + file.substring(file.lastIndexOf('/')))
            .toList();
    Manifest draft =
        Manifest.draft(job, started)
            .withFiles(events, rejected)
            .withAccount(JsonFile.tree(account));
    checkState(draft.rows() == accepted, "%s events are staged, not %s", draft.rows(), accepted);
    return draft;
  }

  /** Stages a draft, with which the batch can be published. */
  public static void write(Staging staging, Manifest draft) {
    JsonFile.writeText(staging.path(StoreBatch.DRAFT), StoreJson.write(draft));
  }
}
