package dev.catchment.pipelines.monitor;

import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import dev.catchment.read.RecordFormat;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;

/**
 * A file of a series.
 *
 * @param file its name
 * @param name its name below the folder where the pattern begins, without the ending of a
 *     compressed file; that of its output
 */
record SeriesFile(String file, String name) implements Serializable {
  /** What a series is read as. */
  static final RecordFormat FORMAT = RecordFormat.csv();

  /** What the records of a series are said to come from. */
  static final String SOURCE = "series";

  private static final Set<String> TAKEN =
      Set.of(SeriesTask.REJECTED, SeriesTask.SUMMARY, SeriesTask.REPORT);

  /**
   * The files that a pattern matches, in the order of their names. Throws {@link InputException}
   * when there is none, one lacks a column, or two would have the same output.
   */
  static List<SeriesFile> find(String glob, List<String> columns) {
    String root = root(glob);
    List<SeriesFile> found =
        InputFiles.match(List.of(glob)).stream()
            .map(file -> new SeriesFile(file, name(root, file)))
            .toList();
    Map<String, String> names = new HashMap<>();
    for (SeriesFile series : found) {
      String earlier = names.put(series.name(), series.file());
      if (earlier != null) {
        throw new InputException(
            "%s and %s would both be written as %s; rename one"
                .formatted(earlier, series.file(), series.name()));
      }
      if (TAKEN.contains(series.top())) {
        throw new InputException(
            "%s would be written as %s, which this job writes itself; rename it"
                .formatted(series.file(), series.name()));
      }
      FirstRecords.of(SOURCE, List.of(series.file()), FORMAT, columns, 1);
    }
    return found;
  }

  /** The first part of the name. */
  String top() {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  private static String root(String glob) {
    int wild = glob.length();
    for (char sign : "*?[{".toCharArray()) {
      int place = glob.indexOf(sign);
      wild = place < 0 ? wild : Math.min(wild, place);
    }
    int slash = glob.lastIndexOf('/', wild - 1);
    String folder = slash < 0 ? "./" : glob.substring(0, slash + 1);
    return FileSystems.matchNewResource(folder, true).toString();
  }

  private static String name(String root, String file) {
    String name =
        file.startsWith(root)
            ? file.substring(root.length())
            : file.substring(file.lastIndexOf('/') + 1);
    return name.replaceFirst("(?i)\\.(gz|bz2|zst|zip|deflate)$", "");
  }
}
