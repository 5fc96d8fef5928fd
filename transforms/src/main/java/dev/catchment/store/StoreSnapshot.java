package dev.catchment.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * What a store holds after a certain batch: the files that its batches added and none took away.
 *
 * <p>A store without manifests, written before there were any, holds its files as they stand, but
 * for those that a batch is just putting there.
 */
public final class StoreSnapshot {
  private final String store;
  private final List<Manifest> batches;
  private final Map<String, StoredFile> events;
  private final Set<String> rejected;

  private StoreSnapshot(
      String store, List<Manifest> batches, Map<String, StoredFile> events, Set<String> rejected) {
    this.store = store;
    this.batches = List.copyOf(batches);
    this.events = events;
    this.rejected = rejected;
  }

  /**
   * What a store holds now. Throws {@link InvalidManifestException} when a manifest is missing or
   * cannot be understood, {@link UncheckedIOException} when it cannot be read.
   */
  public static StoreSnapshot of(String store) {
    List<Manifest> batches = manifests(store);
    if (!batches.isEmpty()) {
      return of(store, batches);
    }
    StoreSnapshot standing = standing(store);
    batches = manifests(store);
    return batches.isEmpty() ? standing : of(store, batches);
  }

  /**
   * What a store held after a batch, as far as it is there yet. Throws as {@link #of(String)}.
   *
   * @param number the number of the batch; 0 for a store without manifests
   */
  public static StoreSnapshot of(String store, int number) {
    List<Manifest> batches = manifests(store);
    if (batches.size() < number) {
      throw new InvalidManifestException(
          "%s has no batch %d; the last is %d".formatted(store, number, batches.size()));
    }
    if (number > 0 || batches.isEmpty()) {
      return number > 0 ? of(store, batches.subList(0, number)) : standing(store);
    }
    if (!batches.get(0).job().equals(Manifest.ADOPT)) {
      throw new InvalidManifestException(
          store + " had no batch when this was planned and has now; run it again");
    }
    return of(store, batches.subList(0, 1));
  }

  private static StoreSnapshot of(String store, List<Manifest> batches) {
    Map<String, StoredFile> events = new LinkedHashMap<>();
    Set<String> rejected = new LinkedHashSet<>();
    for (Manifest batch : batches) {
      batch.removed().forEach(events::remove);
      batch.removed().forEach(rejected::remove);
      batch.added().forEach(file -> events.put(file.file(), file));
      rejected.addAll(batch.rejected());
    }
    return new StoreSnapshot(store, batches, events, rejected);
  }

  private static StoreSnapshot standing(String store) {
    Map<String, StoredFile> events = new LinkedHashMap<>();
    files(store, StorePaths.EVENTS, ".parquet")
        .forEach(
            (file, bytes) -> events.put(file, StoredFile.of(file, StoredFile.UNKNOWN_ROWS, bytes)));
    Set<String> rejected =
        new LinkedHashSet<>(files(store, StorePaths.REJECTED, ".jsonl").keySet());
    for (Intent begun : intents(store)) {
      begun.places().forEach(events::remove);
      begun.places().forEach(rejected::remove);
    }
    return new StoreSnapshot(store, List.of(), events, rejected);
  }

  /** The batches that were begun and are neither published nor rolled back. */
  public static List<Intent> intents(String store) {
    return match(StorePaths.in(store, StorePaths.BATCHES + "/*.intent")).keySet().stream()
        .map(StoreSnapshot::intent)
        .filter(begun -> begun != null)
        .toList();
  }

  private static Intent intent(String file) {
    try {
      return StoreJson.intent(text(file), file);
    } catch (FileNotFoundException published) {
      return null;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }

  /** The number of the last batch; 0 for a store without manifests. */
  public int number() {
    return batches.size();
  }

  /** Whether the batches after one have changed which events there are. */
  public boolean hasChangedSince(int batch) {
    return batches.stream()
        .skip(batch)
        .anyMatch(
            later ->
                !later.job().equals(Manifest.ADOPT)
                    && !later.job().equals(Manifest.COMPACT)
                    && !(later.added().isEmpty() && later.removed().isEmpty()));
  }

  /** The batches in their order. */
  public List<Manifest> batches() {
    return batches;
  }

  /** The files of events. */
  public Collection<StoredFile> events() {
    return List.copyOf(events.values());
  }

  /** The files of rejected records, paths within the store. */
  public Collection<String> rejected() {
    return List.copyOf(rejected);
  }

  /** The full names of the files of events in order, with their bytes. */
  public SortedMap<String, Long> eventSizes() {
    SortedMap<String, Long> sizes = new TreeMap<>();
    events.values().forEach(file -> sizes.put(StorePaths.in(store, file.file()), file.bytes()));
    return sizes;
  }

  /** The full names of the files of events in order, some left out. */
  public List<String> eventPathsBut(Collection<String> removed) {
    return events.values().stream()
        .map(StoredFile::file)
        .filter(file -> !removed.contains(file))
        .map(file -> StorePaths.in(store, file))
        .sorted()
        .toList();
  }

  /** The full names of the files of rejected records in order. */
  public List<String> rejectedPaths() {
    return rejected.stream().map(file -> StorePaths.in(store, file)).sorted().toList();
  }

  /** How far the batches have read each source that has no end; the last batch counts. */
  public SortedMap<String, Long> positions() {
    SortedMap<String, Long> reached = new TreeMap<>();
    batches.forEach(batch -> reached.putAll(batch.positions()));
    return reached;
  }

  /**
   * Which rejected records are still to be repaired: a batch that feeds some in again names their
   * ids, and speaks of what was rejected before it. A record that is rejected anew is open anew.
   */
  public OpenRecords openRecords() {
    Map<String, Integer> writtenBy = new HashMap<>();
    Map<String, Integer> repairedBy = new HashMap<>();
    int replacing = 0;
    for (Manifest batch : batches) {
      if (!batch.removed().isEmpty() && !batch.job().equals(Manifest.COMPACT)) {
        replacing = batch.batch();
      }
      batch.rejected().forEach(file -> writtenBy.put(StorePaths.in(store, file), batch.batch()));
      batch.repaired().forEach(id -> repairedBy.put(id, batch.batch()));
    }
    return new OpenRecords(writtenBy, repairedBy, replacing);
  }

  /**
   * The number of the last batch of a store, 0 when it has none; reads no manifest. Throws {@link
   * InvalidManifestException} when one is missing before it.
   */
  public static int last(String store) {
    return manifestFiles(store).size();
  }

  /** The manifest of one batch of a store. Throws as {@link #of(String)}. */
  public static Manifest manifest(String store, int number) {
    return manifest(number, StorePaths.in(store, StorePaths.manifest(number)));
  }

  private static List<Manifest> manifests(String store) {
    return manifestFiles(store).entrySet().parallelStream()
        .map(file -> manifest(file.getKey(), file.getValue()))
        .toList();
  }

  private static SortedMap<Integer, String> manifestFiles(String store) {
    SortedMap<Integer, String> files = new TreeMap<>();
    for (String file : match(StorePaths.in(store, StorePaths.BATCHES + "/*.json")).keySet()) {
      String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".json".length());
      if (name.matches("[0-9]{6,9}")) {
        files.put(Integer.valueOf(name), file);
      }
    }
    int expected = 1;
    for (int number : files.keySet()) {
      if (number != expected) {
        throw new InvalidManifestException(
            "%s is missing, though there are later batches; bring it back from a copy of the store"
                .formatted(StorePaths.in(store, StorePaths.manifest(expected))));
      }
      expected++;
    }
    return files;
  }

  private static Manifest manifest(int number, String file) {
    Manifest manifest;
    try {
      manifest = StoreJson.manifest(text(file), file);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
    if (manifest.batch() != number) {
      throw new InvalidManifestException(
          "%s says that it is batch %d; its name and its field batch must be the same"
              .formatted(file, manifest.batch()));
    }
    return manifest;
  }

  /** The files below a folder of a store that are not hidden, with their bytes. */
  private static SortedMap<String, Long> files(String store, String folder, String suffix) {
    SortedMap<String, Long> files = new TreeMap<>();
    match(StorePaths.in(store, folder + "/**" + suffix))
        .forEach(
            (path, bytes) -> {
              String file = path.substring(path.lastIndexOf("/" + folder + "/") + 1);
              if (!file.contains("/.") && !file.contains("/_")) {
                files.put(file, bytes);
              }
            });
    return files;
  }

  private static SortedMap<String, Long> match(String pattern) {
    SortedMap<String, Long> files = new TreeMap<>();
    try {
      for (Metadata file : FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata()) {
        files.put(file.resourceId().toString(), file.sizeBytes());
      }
      return files;
    } catch (FileNotFoundException none) {
      return files;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot look up " + pattern, failure);
    }
  }

  private static String text(String file) throws IOException {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(file, false)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
