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
    ReadMeter meter =
        format.isParquet() ? ParquetFile.of(range.file()).meter() : ReadMeter.ofRecords();
    RecordOutput output =
        new RecordOutput(source, range.file(), runTime, tallies, meter, records, rejected);
    RecordReader.read(range, format, columns, output);
    output.count();
  }
}
