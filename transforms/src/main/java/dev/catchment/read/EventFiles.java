package dev.catchment.read;

import dev.catchment.store.StorePaths;
import dev.catchment.store.StoredFile;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * The files of an event store as they are stored: their columns, their rows, how many there are.
 */
public final class EventFiles {
  private static final String TIME = "timestamp";
  private static final long HOUR = 3_600_000;

  private EventFiles() {}

  /**
   * The files of events in a folder, as a store lists them, with their rows counted.
   *
   * @param events the folder, whose name is {@code events}
   */
  public static List<StoredFile> in(String events) {
    return InputFiles.belowSizes(events, ".parquet").entrySet().parallelStream()
        .map(EventFiles::counted)
        .toList();
  }

  private static StoredFile counted(Map.Entry<String, Long> file) {
    String path = file.getKey();
    String name = path.substring(path.lastIndexOf("/" + StorePaths.EVENTS + "/") + 1);
    return StoredFile.of(name, rows(path), file.getValue());
  }

  /** The same files of a store with the rows counted of those that have an unknown number. */
  public static List<StoredFile> counted(String store, Collection<StoredFile> files) {
    return files.parallelStream()
        .map(
            file ->
                file.rows() == StoredFile.UNKNOWN_ROWS
                    ? file.withRows(rows(StorePaths.in(store, file.file())))
                    : file)
        .toList();
  }

  private static long rows(String file) {
    try {
      return ParquetFile.of(file).rowCount();
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  /** The columns of a file. Throws {@link InputException} when it cannot be read. */
  public static Schema columns(String file) {
    try {
      return ParquetFile.of(file).schema();
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  /**
   * How many events of a file are in each hour, by its start in milliseconds since
   * 1970-01-01T00:00:00Z. Only the column of times is read; holds one row group of it. Throws
   * {@link InputException} when the file cannot be read.
   */
  public static SortedMap<Long, Long> hours(String file) {
    SortedMap<Long, Long> hours = new TreeMap<>();
    try (ParquetReader<GenericRecord> rows =
        ParquetFile.of(file).rows(field -> field.name().equals(TIME))) {
      for (GenericRecord row = rows.read(); row != null; row = rows.read()) {
        if (row.getSchema().getField(TIME) == null || !(row.get(TIME) instanceof Long time)) {
          throw new InputException(file + " has no column " + TIME + " of times");
        }
        hours.merge(time - Math.floorMod(time, HOUR), 1L, Long::sum);
      }
      return hours;
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  private static InputException unreadable(String file, IOException failure) {
    return new InputException("cannot read " + file + ": " + failure.getMessage(), failure);
  }
}
