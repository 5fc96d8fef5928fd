package dev.catchment.write;

import static com.google.common.base.Preconditions.checkState;

import dev.catchment.store.Intent;
import dev.catchment.store.Manifest;
import dev.catchment.store.StoreJson;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.store.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Adds a batch to a store so that a reader sees all of it or nothing, whenever the process dies.
 *
 * <p>{@link #begin} writes an {@link Intent} that names every file of the batch; {@link #place}
 * moves the staged files to those names; {@link #commit} writes the {@link Manifest}, which is the
 * moment that counts; {@link #finish} puts the outputs beside the batch in their places, deletes
 * the files that the batch takes away, and the intent. Before the commit, {@link #rollBack} undoes
 * all; {@link #recover} does the one or the other for a run that was killed. Each may be called
 * again after it died half way.
 *
 * <p>One process may write to a store at a time; {@link StoreBatch} sees to that where it can.
 */
public final class StoreCommit {
  private final String store;
  private final String staging;
  private final Intent intent;
  private final Manifest manifest;
  private final FileTree tree;

  private StoreCommit(String store, Intent intent, Manifest manifest) {
    this.store = store;
    this.staging = StorePaths.in(store, intent.staging());
    this.intent = intent;
    this.manifest = manifest;
    this.tree = FileTree.of(store);
  }

  /**
   * Begins a batch, or goes on with one that the same run has begun.
   *
   * @param store the directory of the store
   * @param base the number of the batch that the store must end with, that the draft was made for
   * @param draft the batch, its files under the names that they have in the staging folder; its id
   *     is of this run alone
   * @param staging the name of the staging folder in the store
   * @param outputs staged outputs that follow the batch, replacing those of earlier runs
   * @param stale outputs of earlier jobs that go with the batch
   * @throws OutputException when another run has published since
   */
  public static StoreCommit begin(
      String store,
      int base,
      Manifest draft,
      String staging,
      List<String> outputs,
      List<String> stale)
      throws IOException {
    int batch = base + 1;
    int last = StoreSnapshot.last(store);
    boolean isPublished = isPublished(store, batch, draft.id());
    if (last != base && !isPublished) {
      throw new OutputException(
          "another run has published batch %d of %s in the meantime; run this one again"
              .formatted(last, store));
    }
    Manifest manifest =
        draft
            .withBatch(batch)
            .withFiles(
                draft.added().stream()
                    .map(file -> file.at(StorePaths.placed(batch, file.file())))
                    .toList(),
                draft.rejected().stream().map(file -> StorePaths.placed(batch, file)).toList());
    Intent intent =
        new Intent(
            batch,
            draft.id(),
            draft.job(),
            draft.started(),
            staging,
            places(manifest),
            outputs,
            stale);
    StoreCommit commit = new StoreCommit(store, intent, manifest);
    if (!isPublished) {
      commit.tree.delete(StorePaths.in(store, StorePaths.intent(batch)));
      commit.put(StorePaths.intent(batch), StoreJson.write(intent));
    }
    return commit;
  }

  /**
   * Lists the files of a store without manifests in a first one, so that a batch can follow them.
   *
   * @param draft its files under the names that they have
   */
  public static void adopt(String store, Manifest draft, String staging) throws IOException {
    checkState(StoreSnapshot.last(store) == 0, "%s has manifests", store);
    put(
        FileTree.of(store),
        store,
        staging,
        StorePaths.manifest(1),
        StoreJson.write(draft.withBatch(1)));
  }

  /** Whether a run has published a batch. */
  static boolean isPublished(String store, int batch, String id) {
    return StoreSnapshot.last(store) >= batch
        && StoreSnapshot.manifest(store, batch).id().equals(id);
  }

  private static List<String> places(Manifest manifest) {
    return Stream.concat(
            manifest.added().stream().map(StoredFile::file), manifest.rejected().stream())
        .toList();
  }

  /** The batch as it is published. */
  public Manifest manifest() {
    return manifest;
  }

  /** Moves the staged files of the batch into the store, where no reader looks for them yet. */
  public void place() throws IOException {
    String prefix = StorePaths.name(intent.batch()) + "-";
    for (String place : intent.places()) {
      int name = place.lastIndexOf('/') + 1;
      String staged = place.substring(0, name) + place.substring(name + prefix.length());
      move(staging + "/" + staged, StorePaths.in(store, place));
    }
  }

  /**
   * Publishes the batch in one step; a second call does nothing. Throws {@link OutputException}
   * when another run, which took this one for dead, has rolled it back.
   */
  public void commit() throws IOException {
    if (!isCommitted()) {
      if (!tree.exists(StorePaths.in(store, StorePaths.intent(intent.batch())))) {
        throw new OutputException(
            "another run has taken batch %d of %s back; run this one again"
                .formatted(intent.batch(), store));
      }
      put(StorePaths.manifest(intent.batch()), StoreJson.write(manifest));
    }
  }

  /** Whether the batch is published. */
  boolean isCommitted() {
    return isPublished(store, intent.batch(), intent.id());
  }

  /** Brings to its end what follows from a batch that is published. */
  public void finish() throws IOException {
    for (String output : intent.stale()) {
      tree.delete(StorePaths.in(store, output));
    }
    for (String output : intent.outputs()) {
      String staged = staging + "/" + output;
      if (tree.exists(staged)) {
        tree.delete(StorePaths.in(store, output));
        tree.move(staged, StorePaths.in(store, output));
      }
    }
    for (String file : manifest.removed()) {
      tree.deleteWithFolder(StorePaths.in(store, file));
    }
    tree.delete(StorePaths.in(store, StorePaths.intent(intent.batch())));
  }

  /** Takes everything of a batch that is not published out of the store, but not what is staged. */
  public void rollBack() throws IOException {
    checkState(!isCommitted(), "batch %s of %s is published", intent.batch(), store);
    for (String file : intent.places()) {
      tree.deleteWithFolder(StorePaths.in(store, file));
    }
    tree.delete(StorePaths.in(store, StorePaths.intent(intent.batch())));
  }

  /**
   * Brings the batches that killed runs have begun to an end: those that are published are
   * finished, the others rolled back, and what they staged is deleted. No other run may be writing.
   *
   * @return what was done, a sentence for each
   */
  public static List<String> recover(String store) throws IOException {
    List<String> done = new ArrayList<>();
    for (Intent begun : StoreSnapshot.intents(store)) {
      boolean isPublished = isPublished(store, begun.batch(), begun.id());
      StoreCommit commit =
          new StoreCommit(
              store,
              begun,
              isPublished
                  ? StoreSnapshot.manifest(store, begun.batch())
                  : Manifest.draft(begun.job(), begun.started()));
      if (isPublished) {
        commit.finish();
      } else {
        commit.rollBack();
      }
      commit.tree.delete(commit.staging);
      done.add(
          "%s of %s had ended while it published batch %d of %s; the batch is %s"
              .formatted(
                  begun.job(),
                  begun.started(),
                  begun.batch(),
                  store,
                  isPublished ? "whole" : "taken out again"));
    }
    return done;
  }

  private void move(String from, String to) throws IOException {
    if (tree.exists(from)) {
      tree.delete(to);
      tree.move(from, to);
    } else if (!tree.exists(to)) {
      throw new IOException("neither " + from + " nor " + to + " is there");
    }
  }

  private void put(String path, String text) throws IOException {
    put(tree, store, intent.staging(), path, text);
  }

  /** Writes a small file of the store that appears in one step, where none stands yet. */
  private static void put(FileTree tree, String store, String staging, String path, String text)
      throws IOException {
    String staged = StorePaths.in(store, staging + "/" + path);
    try (OutputStream out = Channels.newOutputStream(OutputFile.create(staged, MimeTypes.TEXT))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    tree.move(staged, StorePaths.in(store, path));
  }
}
