package dev.catchment.read;

import dev.catchment.account.Outcome;
import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.Shape;
import java.io.IOException;
import java.util.function.Consumer;

/** Emits and counts the records of one file. */
final class RecordOutput implements RecordSink {
  private final String source;
  private final String file;
  private final long runTime;
  private final Tallies tallies;
  private final RecordScan.Rows rows;
  private final Consumer<Rejected> rejections;
  private final ReadMeter meter;
  private long read;

  RecordOutput(
      String source,
      String file,
      long runTime,
      Tallies tallies,
      ReadMeter meter,
      RecordScan.Rows rows,
      Consumer<Rejected> rejections) {
    this.source = source;
    this.file = file;
    this.runTime = runTime;
    this.tallies = tallies;
    this.meter = meter;
    this.rows = rows;
    this.rejections = rejections;
  }

  RecordOutput(
      String source,
      String file,
      long runTime,
      Tallies tallies,
      ReadMeter meter,
      Consumer<RawRecord> records,
      Consumer<Rejected> rejections) {
    this(
        source,
        file,
        runTime,
        tallies,
        meter,
        (line, row) ->
            records.accept(RawRecord.adopt(source, new Position(file, line), row.texts())),
        rejections);
  }

  @Override
  public void record(long line, String[] columns) throws IOException {
    record(new TextRow(columns), line);
  }

  @Override
  public void record(long line, LineRow row) throws IOException {
    record(row, line);
  }

  private void record(TableRow row, long line) throws IOException {
    read++;
    meter.record();
    rows.row(line, row);
  }

  @Override
  public void rejected(long line, String reason, String message, String text) {
    read++;
    meter.record();
    tallies.add(Outcome.REJECTED, source, reason);
    rejections.accept(
        new Rejected(
            Rejected.READ,
            reason,
            message,
            null,
            source,
            new Position(file, line),
            Shape.mask(text),
            runTime,
            1));
  }

  /** Adds the number of records read to the counts, once the whole file is through. */
  void count() {
    meter.close();
    if (read > 0) {
      tallies.add(Outcome.READ, source, read);
    }
  }
}
