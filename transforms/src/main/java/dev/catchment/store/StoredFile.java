package dev.catchment.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;

/**
 * A file of events, as a {@link Manifest} lists it.
 *
 * @param file its path within the store, such as {@code
 *     events/dt=2026-01-31/000001-part-00000.parquet}
 * @param day the UTC day of its events, such as {@code 2026-01-31}
 * @param rows the number of its events, or {@link #UNKNOWN_ROWS}
 * @param bytes its size
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoredFile(
    @JsonProperty(value = "file", required = true) String file,
    @JsonProperty(value = "day", required = true) String day,
    @JsonProperty(value = "rows", required = true) long rows,
    @JsonProperty(value = "bytes", required = true) long bytes)
    implements Serializable {
  /** The number of rows of a file that no manifest lists. */
  public static final long UNKNOWN_ROWS = -1;

  private static final String FOLDER = "dt=";

  public StoredFile {
    checkPath(file);
    checkArgument(day != null, "the day of %s is missing", file);
    checkArgument(rows >= UNKNOWN_ROWS, "rows of %s is %s", file, rows);
    checkArgument(bytes >= 0, "bytes of %s is %s, not at least 0", file, bytes);
  }

  /** A file whose day is that of its folder. */
  public static StoredFile of(String file, long rows, long bytes) {
    return new StoredFile(file, dayOf(file), rows, bytes);
  }

  /** The same file with its rows counted. */
  public StoredFile withRows(long number) {
    return new StoredFile(file, day, number, bytes);
  }

  /** The same file at another path. */
  public StoredFile at(String path) {
    return new StoredFile(path, day, rows, bytes);
  }

  /** The day in the name of a file's folder, or an empty text when no folder names one. */
  static String dayOf(String file) {
    int start = file.lastIndexOf("/" + FOLDER);
    int end = start < 0 ? -1 : file.indexOf('/', start + 1);
    return end < 0 ? "" : file.substring(start + 1 + FOLDER.length(), end);
  }

  /** Checks that a path leads to events or rejected records of the store that lists it. */
  static void checkPath(String path) {
    checkArgument(
        path != null
            && (path.startsWith(StorePaths.EVENTS + "/")
                || path.startsWith(StorePaths.REJECTED + "/"))
            && !path.contains("/../"),
        "%s is no path of a file below events or rejected",
        path);
  }
}
