package dev.catchment.read;

import com.google.common.collect.ImmutableSet;
import dev.catchment.account.ReadMeter;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * Reads the rows of a {@link TableRange} one by one, in their order. Immutable; may be shared by
 * threads.
 *
 * <p>A line of CSV without quotes is read where it lies in the buffer, and its numbers from its
 * bytes; any other goes the way of {@link ReadRecords}. Both give the same cells and the same
 * reasons for what cannot be read.
 *
 * <p>Holds the lines of one record, at most the longest record allowed; of a Parquet file one row
 * group.
 */
public final class TableScan implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<String> columns;
  private final ImmutableSet<String> cells;
  private final boolean first;

  private TableScan(List<String> columns, Set<String> cells, boolean first) {
    this.columns = List.copyOf(columns);
    this.cells = ImmutableSet.copyOf(cells);
    this.first = first;
  }

  /** Takes what is read of a range. */
  public interface Visitor {
    /**
     * Takes a row, which is this one only until the next is taken.
     *
     * @param place what tells the rows of a file apart: the number of rows before it in the range
     *     and of bytes before the range
     */
    void row(TableRow row, long place) throws IOException;

    /** Takes note of a row that cannot be read, for one of the reasons of {@link ReadRecords}. */
    void rejected(String reason);
  }

  /** Reads all columns of a table, which {@link TableFiles#columns} tells. */
  public static TableScan of(List<String> columns) {
    return new TableScan(columns, Set.copyOf(columns), true);
  }

  /** Reads the cells of these columns alone, where that saves time: no other is asked for. */
  public TableScan withCells(Set<String> names) {
    return new TableScan(columns, names, first);
  }

  /** Reads rows that were read before: shows bytes as progress but no rows. */
  public TableScan again() {
    return new TableScan(columns, cells, false);
  }

  /** The columns of the rows. */
  public List<String> columns() {
    return columns;
  }

  /**
   * Reads a range, inside of a running step. Throws {@link InputException} when the file's header
   * lacks a column or cannot be read, {@link IOException} when the storage fails.
   */
  public void visit(TableRange range, Visitor visitor) throws IOException {
    if (TableFiles.isParquet(range.file())) {
      visitParquet(range, visitor);
    } else {
      try (ReadMeter meter = first ? ReadMeter.ofRecords() : ReadMeter.ofRecords().again()) {
        new CsvRange(range, columns, new Metered(visitor, meter, range.begin())).visit();
      }
    }
  }

  private void visitParquet(TableRange range, Visitor visitor) throws IOException {
    ParquetFile file = ParquetFile.of(range.file());
    ParquetCells stored = new ParquetCells(file.schema());
    Header.find(range.file(), stored.names(), columns);
    ParquetRow row = new ParquetRow(columns.stream().map(stored::cell).toList());
    Set<String> groups =
        cells.stream().map(name -> name.split("\\.", 2)[0]).collect(Collectors.toSet());
    try (ReadMeter meter = first ? file.meter() : file.meter().again();
        ParquetReader<GenericRecord> rows = file.rows(field -> groups.contains(field.name()))) {
      Metered metered = new Metered(visitor, meter, 0);
      for (GenericRecord record = rows.read(); record != null; record = rows.read()) {
        metered.row(row.at(record));
      }
    }
  }

  /** A visitor whose rows are counted. */
  static final class Metered {
    private final Visitor visitor;
    private final ReadMeter meter;
    private long place;

    Metered(Visitor visitor, ReadMeter meter, long place) {
      this.visitor = visitor;
      this.meter = meter;
      this.place = place;
    }

    void row(TableRow row) throws IOException {
      meter.record();
      visitor.row(row, place);
      place++;
    }

    void rejected(String reason) {
      meter.record();
      visitor.rejected(reason);
    }
  }
}
