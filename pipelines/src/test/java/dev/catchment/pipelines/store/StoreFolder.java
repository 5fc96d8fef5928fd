package dev.catchment.pipelines.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.ParquetText;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.store.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A store on the disk, looked at from outside. */
final class StoreFolder {
  private final Path folder;

  StoreFolder(Path folder) {
    this.folder = folder;
  }

  StoreSnapshot snapshot() {
    return StoreSnapshot.of(folder.toString());
  }

  /** The events as JSON, sorted. */
  List<String> events() {
    List<String> rows = new ArrayList<>();
    for (StoredFile file : snapshot().events()) {
      List<String> own = ParquetText.rows(folder.resolve(file.file()));
      if (file.rows() != StoredFile.UNKNOWN_ROWS) {
        assertEquals(file.file(), file.rows(), own.size());
      }
      rows.addAll(own);
    }
    rows.sort(null);
    return rows;
  }

  /** Checks that nothing is there that belongs to no batch, and everything that belongs to one. */
  void isInOrder() {
    SortedSet<String> listed = new TreeSet<>(snapshot().rejected());
    snapshot().events().forEach(file -> listed.add(file.file()));
    SortedSet<String> there = new TreeSet<>();
    for (String file : files()) {
      if (file.startsWith("events/") || file.startsWith("rejected/")) {
        there.add(file);
      } else {
        assertTrue(
            file,
            file.matches("batches/(\\.lock|[0-9]{6}\\.json)|report\\.html|[a-z-]*summary\\.json"));
      }
    }
    assertEquals(listed, there);
    String[] hidden = folder.toFile().list((in, name) -> name.startsWith("."));
    assertEquals(List.of(), List.of(hidden));
  }

  /** The bytes of the files of events and rejected records. */
  SortedMap<String, List<Byte>> contents() {
    SortedMap<String, List<Byte>> contents = new TreeMap<>();
    for (String file : files()) {
      if (file.startsWith("events/") || file.startsWith("rejected/")) {
        contents.put(file, bytes(folder.resolve(file)));
      }
    }
    return contents;
  }

  private static List<Byte> bytes(Path file) {
    try {
      List<Byte> bytes = new ArrayList<>();
      for (byte next : Files.readAllBytes(file)) {
        bytes.add(next);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> files() {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
