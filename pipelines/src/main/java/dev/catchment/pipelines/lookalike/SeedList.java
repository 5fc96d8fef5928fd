package dev.catchment.pipelines.lookalike;

import com.google.common.base.Strings;
import dev.catchment.model.Nearest;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import dev.catchment.read.RecordFormat;
import dev.catchment.read.TableHeader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * A file of seeds that was found: CSV with the column of the ids, or one id per line.
 *
 * @param file its name
 * @param format how it is cut
 * @param id the column of the ids
 */
record SeedList(String file, RecordFormat format, String id) {
  /** The name of the source in counts. */
  static final String SOURCE = "seeds";

  /** How many lines are looked at before the job starts. */
  private static final int LOOKED_AT = 100_000;

  /**
   * Finds the list and how it is written.
   *
   * @throws UsageException when it is missing, empty, or has no such column
   */
  static SeedList find(String glob, String id) {
    try {
      SortedMap<String, Long> files = InputFiles.matchSizes(List.of(glob));
      if (files.size() > 1) {
        throw wrong("%s names %s files; name one", glob, files.size());
      }
      String file = files.firstKey();
      if (files.get(file) == 0) {
        throw wrong("%s is empty; give a file of ids, one per line", file);
      }
      List<String> header = TableHeader.read(file, RecordFormat.csv());
      if (header.contains(id)) {
        return new SeedList(file, RecordFormat.csv(), id);
      }
      if (header.size() > 1 || isMisspelt(header.get(0), id)) {
        throw wrong(
            "%s has no column %s%s Its columns are %s; name that of the ids with --id, or give one id"
                + " per line",
            file, id, Nearest.hintOrStop(id, header), String.join(", ", header));
      }
      return new SeedList(file, RecordFormat.csv().withHeader(List.of(id)), id);
    } catch (InputException e) {
      throw new UsageException("--seedAudience: " + e.getMessage(), e);
    }
  }

  /** Whether a first line is a name like that of the column, and no id. */
  private static boolean isMisspelt(String first, String id) {
    return first.matches("[\\p{L}_ -]+")
        && Math.abs(first.length() - id.length()) <= 2
        && Nearest.to(first, List.of(id)).isPresent();
  }

  /**
   * The different ids in the first {@value #LOOKED_AT} lines.
   *
   * @param minimum the fewest that do
   * @throws UsageException when a line is wrong, or there are fewer in the whole list
   */
  Set<String> ids(int minimum) {
    FirstRecords first;
    try {
      first = FirstRecords.of(SOURCE, List.of(file), format, List.of(id), LOOKED_AT);
    } catch (InputException e) {
      throw new UsageException("--seedAudience: " + e.getMessage(), e);
    }
    for (Rejected line : first.rejected()) {
      throw wrong("%s: %s; correct or remove the line", line.position(), line.message());
    }
    Set<String> ids = new HashSet<>();
    for (RawRecord line : first.records()) {
      if (line.column(0) == null) {
        throw wrong("%s: the column %s is empty; remove the line", line.position(), id);
      }
      ids.add(line.column(0));
    }
    if (ids.isEmpty()) {
      throw wrong("%s names no id; give at least %s", file, minimum);
    }
    if (ids.size() < minimum && first.records().size() < LOOKED_AT) {
      throw wrong(
          "%s names %s different ids, fewer than --minimum=%s, so that people could be singled out;"
              + " give more seeds",
          file, ids.size(), minimum);
    }
    return ids;
  }

  private static UsageException wrong(String message, Object... arguments) {
    return new UsageException("--seedAudience: " + Strings.lenientFormat(message, arguments));
  }
}
