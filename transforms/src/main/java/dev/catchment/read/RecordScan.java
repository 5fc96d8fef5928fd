package dev.catchment.read;

import dev.catchment.account.Outcome;
import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the records of {@link RecordRange}s inside of a running step: no record is lost, and none
 * stops the job. Immutable; may be shared by threads.
 *
 * <p>Counts {@link Outcome#READ} of every record and {@link Outcome#REJECTED} of those that could
 * not be read, for the reasons of {@link ReadRecords}. Holds one record, of a Parquet file one row
 * group.
 *
 * @param source the source's name
 * @param format how the files are written
 * @param columns the columns to keep: names of the header, or dotted paths; each once
 * @param runTime the time that rejected records carry, in milliseconds: when the job started
 */
public record RecordScan(String source, RecordFormat format, List<String> columns, long runTime)
    implements Serializable {
  /** Takes the records of a range. */
  public interface Rows {
    /**
     * Takes a record.
     *
     * @param line the line that it begins in
     * @param row its columns, in the order of the scan's; it is this one only until the next
     */
    void row(long line, TableRow row) throws IOException;
  }

  public RecordScan {
    columns = List.copyOf(columns);
  }

  /**
   * Reads a range. Throws {@link InputException} when the file's header lacks a column or the file
   * cannot be opened, {@link IOException} when the storage fails.
   */
  public void read(
      RecordRange range, Consumer<RawRecord> records, Consumer<Rejected> rejected, Tallies tallies)
      throws IOException {
    read(
        range,
        new RecordOutput(source, range.file(), runTime, tallies, meter(range), records, rejected));
  }

  /**
   * As {@link #read}, with each record as a row whose cells are read only when they are asked for.
   */
  public void visit(RecordRange range, Rows rows, Consumer<Rejected> rejected, Tallies tallies)
      throws IOException {
    read(
        range,
        new RecordOutput(source, range.file(), runTime, tallies, meter(range), rows, rejected));
  }

  private void read(RecordRange range, RecordOutput output) throws IOException {
    RecordReader.read(range, format, columns, output);
    output.count();
  }

  private ReadMeter meter(RecordRange range) throws IOException {
    return format.isParquet() ? ParquetFile.of(range.file()).meter() : ReadMeter.ofRecords();
  }
}
