package dev.catchment.pipelines.compact;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import dev.catchment.account.Progress;
import dev.catchment.read.EventFiles;
import dev.catchment.store.MergedColumns;
import dev.catchment.store.StorePaths;
import dev.catchment.write.EventFileWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetReader;

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
    private final List<ParquetReader<GenericRecord>> open = new ArrayList<>();
    private final List<Iterator<GenericRecord>> rows = new ArrayList<>();
    private final Comparator<GenericRecord> order;

    Sources(List<String> files, Schema columns) throws IOException {
      order =
          Comparator.<GenericRecord>comparingLong(row -> (Long) row.get("timestamp"))
              .thenComparing(row -> row.get("message_id").toString())
              .thenComparing((left, right) -> GenericData.get().compare(left, right, columns));
      try {
        for (String file : files) {
          ParquetReader<GenericRecord> reader = EventFiles.open(file);
          open.add(reader);
          rows.add(new Rows(reader, columns));
        }
      } catch (IOException | RuntimeException failure) {
        close();
        throw failure;
      }
    }

    Iterator<GenericRecord> iterator() {
      return Iterators.mergeSorted(rows, order);
    }

    @Override
    public void close() throws IOException {
      for (ParquetReader<GenericRecord> reader : open) {
        reader.close();
      }
    }
  }

  /** The rows of a file with the columns of all. */
  private static final class Rows extends AbstractIterator<GenericRecord> {
    private final ParquetReader<GenericRecord> reader;
    private final Schema columns;

    Rows(ParquetReader<GenericRecord> reader, Schema columns) {
      this.reader = reader;
      this.columns = columns;
    }

    @Override
    protected GenericRecord computeNext() {
      try {
        GenericRecord row = reader.read();
        return row == null ? endOfData() : MergedColumns.row(row, columns);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
