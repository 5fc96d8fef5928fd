package dev.catchment.pipelines.compact;

import dev.catchment.store.StoredFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Files of one day that become one file.
 *
 * @param file the name of the one, within the store, before it has the number of its batch
 * @param files those that it replaces, at least two
 */
record Merge(String file, List<StoredFile> files) implements Serializable {
  Merge {
    files = List.copyOf(files);
  }

  long rows() {
    return files.stream().mapToLong(StoredFile::rows).sum();
  }

  /**
   * What to merge so that no merged file is larger than a target, as far as the sizes tell, and
   * none is touched that would stay alone.
   *
   * @param columns the columns of a file
   * @param both the columns of two, empty when they do not go together
   */
  static <C> List<Merge> of(
      Iterable<StoredFile> files,
      long targetBytes,
      Function<StoredFile, C> columns,
      BiFunction<C, C, Optional<C>> both) {
    Map<String, List<StoredFile>> folders = new TreeMap<>();
    for (StoredFile file : files) {
      if (file.bytes() < targetBytes) {
        String folder = file.file().substring(0, file.file().lastIndexOf('/'));
        folders.computeIfAbsent(folder, unused -> new ArrayList<>()).add(file);
      }
    }
    List<Merge> merges = new ArrayList<>();
    folders.forEach(
        (folder, small) -> {
          if (small.size() > 1) {
            int number = 0;
            for (List<StoredFile> group : groups(small, targetBytes, columns, both)) {
              merges.add(new Merge("%s/part-%05d.parquet".formatted(folder, number++), group));
            }
          }
        });
    return merges;
  }

  private static <C> List<List<StoredFile>> groups(
      List<StoredFile> files,
      long targetBytes,
      Function<StoredFile, C> columns,
      BiFunction<C, C, Optional<C>> both) {
    List<List<StoredFile>> groups = new ArrayList<>();
    C merged = null;
    long bytes = 0;
    for (StoredFile file : files) {
      C own = columns.apply(file);
      Optional<C> fitting = merged == null ? Optional.empty() : both.apply(merged, own);
      if (fitting.isEmpty() || bytes + file.bytes() > targetBytes) {
        groups.add(new ArrayList<>());
        fitting = Optional.of(own);
        bytes = 0;
      }
      merged = fitting.get();
      bytes += file.bytes();
      groups.get(groups.size() - 1).add(file);
    }
    groups.removeIf(group -> group.size() < 2);
    return groups;
  }
}
