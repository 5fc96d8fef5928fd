package dev.catchment.write;

import dev.catchment.store.Manifest;
import dev.catchment.store.StoreJson;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoreSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;

/**
 * The outputs of a job that adds a batch to a store. The job stages the files of the batch under
 * {@code events} and {@code rejected}, and the draft of its manifest as {@link #DRAFT}, in which
 * the files have their staged names; the batch appears in one step, as {@link StoreCommit} tells.
 *
 * <p>One run may write to a store at a time. On a local disk another one is refused as long as this
 * process lives, or while a worker publishes. An object store has no such lock: there the second of
 * two runs fails when it publishes, unless both do so in the very same moment, which is the
 * operator's to prevent.
 */
public final class StoreBatch implements Publication {
  /** The staged draft of the manifest. */
  public static final String DRAFT = "manifest.json";

  private static final long serialVersionUID = 1;
  private static final String LOCK = StorePaths.BATCHES + "/.lock";

  private final String store;
  private final BatchPlan plan;
  private final List<String> free;
  private final OutputDirectory output;
  private transient HeldFile lock;

  private StoreBatch(String store, BatchPlan plan, List<String> free, OutputDirectory output) {
    this.store = store;
    this.plan = plan;
    this.free = List.copyOf(free);
    this.output = output;
  }

  /**
   * A batch of the store in a directory; nothing is looked at or made yet.
   *
   * <p>Throws {@link OutputException} when there is no such file system.
   *
   * @param free what must not stand there, in a directory that is no store yet; {@link #open}
   *     throws {@link OutputExistsException} when it does
   */
  public static StoreBatch of(String store, BatchPlan plan, List<String> free) {
    return new StoreBatch(store, plan, free, OutputDirectory.at(store, List.of(), true));
  }

  @Override
  public List<String> open() {
    checkFree();
    return prepare(output.open());
  }

  /** The store is free for others again until a worker publishes. */
  @Override
  public List<String> openForWorkers() {
    checkFree();
    List<String> done = prepare(output.openForWorkers());
    release();
    return done;
  }

  private void checkFree() {
    List<String> there = OutputDirectory.existing(store, free);
    if (!there.isEmpty()) {
      throw new OutputExistsException(StorePaths.in(store, there.get(0)));
    }
  }

  private synchronized List<String> prepare(List<String> notes) {
    List<String> done = new ArrayList<>(notes);
    try {
      hold();
      done.addAll(StoreCommit.recover(store));
      int last = StoreSnapshot.last(store);
      if (last != plan.base()) {
        throw new OutputException(
            "another run has published batch %d of %s just now; run this one again"
                .formatted(last, store));
      }
      return done;
    } catch (IOException failure) {
      discard();
      throw new OutputException(
          "cannot write to the store %s: %s".formatted(store, failure.getMessage()), failure);
    } catch (RuntimeException failure) {
      discard();
      throw failure;
    }
  }

  private void hold() throws IOException {
    if (!output.isLocal()) {
      return;
    }
    lock =
        HeldFile.hold(Path.of(StorePaths.in(store, LOCK)))
            .orElseThrow(
                () ->
                    new OutputException(
                        "another run is writing to the store %s; wait until it has ended"
                            .formatted(store)));
  }

  @Override
  public String staging(String name) {
    return output.staging(name);
  }

  /** Publishes the batch, before or after a {@link #discard} but never with it. */
  @Override
  public synchronized void publish() {
    output.checkOpen();
    try {
      StoreCommit commit = begin();
      try {
        commit.place();
        commit.commit();
      } catch (IOException | RuntimeException failure) {
        if (!commit.isCommitted()) {
          undo(commit, failure);
          throw failure;
        }
      }
      finish(commit);
      output.publish();
    } catch (IOException failure) {
      discard();
      throw unpublished(failure);
    } catch (RuntimeException failure) {
      discard();
      throw failure;
    }
    release();
  }

  /** What could not be done now is done by the next run, since the intent stays. */
  private static void finish(StoreCommit commit) {
    try {
      commit.finish();
    } catch (IOException | RuntimeException left) {
      // The batch is published; the next run puts the rest in order.
    }
  }

  private static void undo(StoreCommit commit, Exception failure) {
    try {
      commit.rollBack();
    } catch (IOException | RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  private StoreCommit begin() throws IOException {
    Manifest draft = draft();
    String staging = output.stagingFolder();
    int base = plan.base();
    if (!plan.adopted().isEmpty()) {
      base = 1;
      if (StoreSnapshot.last(store) == 0) {
        adopt(draft, staging);
      }
    }
    return StoreCommit.begin(
        store,
        base,
        draft.withId(staging).withRemoved(plan.removed(), plan.days()),
        staging,
        plan.outputs(),
        plan.stale());
  }

  private void adopt(Manifest draft, String staging) throws IOException {
    StoreCommit.adopt(
        store,
        Manifest.draft(Manifest.ADOPT, draft.started())
            .withFiles(plan.adopted(), plan.adoptedRejected()),
        staging);
  }

  private Manifest draft() throws IOException {
    String file = staging(DRAFT);
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(file, false)))) {
      return StoreJson.manifest(new String(in.readAllBytes(), StandardCharsets.UTF_8), file);
    }
  }

  @Override
  public boolean isPublished() {
    return output.isPublished();
  }

  @Override
  public boolean isStaged() {
    return output.isStaged();
  }

  @Override
  public boolean isBeingPublished() {
    int batch = plan.adopted().isEmpty() ? plan.base() + 1 : 2;
    return StoreSnapshot.intents(store).stream()
            .anyMatch(begun -> begun.id().equals(output.stagingFolder()))
        || StoreCommit.isPublished(store, batch, output.stagingFolder());
  }

  @Override
  public void publishByWorker() {
    try {
      hold();
      StoreCommit commit = begin();
      commit.place();
      commit.commit();
      commit.finish();
      output.publishByWorker();
    } catch (IOException failure) {
      throw unpublished(failure);
    } finally {
      release();
    }
  }

  private OutputException unpublished(IOException failure) {
    return new OutputException(
        "cannot publish the batch in %s: %s".formatted(store, failure.getMessage()), failure);
  }

  @Override
  public synchronized boolean discard() {
    release();
    return output.discard();
  }

  /** Lets other runs write; of a store that has no batch yet no trace is left. */
  private void release() {
    if (lock == null) {
      return;
    }
    try {
      if (StoreSnapshot.last(store) == 0) {
        FileTree.of(store).deleteWithFolder(StorePaths.in(store, LOCK));
      }
      lock.close();
      lock = null;
    } catch (IOException | RuntimeException held) {
      // The lock goes with the process at the latest.
    }
  }
}
