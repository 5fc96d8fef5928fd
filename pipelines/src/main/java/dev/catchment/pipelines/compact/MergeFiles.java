package dev.catchment.pipelines.compact;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.Iterators;
import dev.catchment.account.Progress;
import dev.catchment.read.EventFiles;
import dev.catchment.read.EventRows;
import dev.catchment.store.MergedColumns;
import dev.catchment.store.StorePaths;
import dev.catchment.write.EventFileWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Merges sorted files of events into one in the same order: by time, message id, and for what is
 * equal in these by all columns. Holds one row and one row group of each file.
 */
final class MergeFiles {
  private MergeFiles() {}

  /**
   * Writes all rows of the files of a merge.
   *
   * @param store the directory of the store
   * @param merge what to merge
   * @param target the file to write
   */
  static void write(String store, Merge merge, String target) throws IOException {
    List<String> files =
        merge.files().stream().map(file -> StorePaths.in(store, file.file())).toList();
    Schema columns =
        files.stream()
            .map(EventFiles::columns)
            .reduce((left, right) -> MergedColumns.of(left, right).orElseThrow())
            .orElseThrow();
    try (Sources sources = new Sources(files, columns)) {
      long rows = EventFileWriter.write(target, columns, sources.iterator());
      checkState(rows == merge.rows(), "%s rows became %s in %s", merge.rows(), rows, target);
      Progress.add(Progress.WRITTEN, rows);
    }
  }

  private static final class Sources implements Closeable {
    private final List<EventRows> files = new ArrayList<>();
    private final Schema columns;

    Sources(List<String> names, Schema columns) throws IOException {
      this.columns = columns;
      try {
        for (String name : names) {
          files.add(EventRows.of(name));
        }
      } catch (IOException | RuntimeException failure) {
        close();
        throw failure;
      }
    }

    Iterator<GenericRecord> iterator() {
      return Iterators.mergeSorted(
          files.stream()
              .map(rows -> Iterators.transform(rows, row -> MergedColumns.row(row, columns)))
              .toList(),
          Comparator.<GenericRecord>comparingLong(row -> (Long) row.get("timestamp"))
              .thenComparing(row -> row.get("message_id").toString())
              .thenComparing((left, right) -> GenericData.get().compare(left, right, columns)));
    }

    @Override
    public void close() throws IOException {
      for (EventRows rows : files) {
        rows.close();
      }
    }
  }
}
