package dev.catchment.read;

import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import dev.catchment.model.RawRecordCoder;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.parquet.hadoop.ParquetReader;
import org.joda.time.Instant;

/**
 * Reads all columns of a table as text: a CSV or Parquet file, those that a pattern matches, or
 * those in a directory (its Parquet files, also in folders below; else its CSV files).
 *
 * <p>The outputs are those of {@link ReadRecords}. A record's position is its file and its line, in
 * a Parquet file its row from 1, so that the original order can be restored. All files must have
 * the columns of the first; the job fails with {@link InputException} when one lacks a column.
 */
public final class ReadTable extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1;
  private static final RecordFormat FORMAT = RecordFormat.csv();

  /** The name of the source in records and counts. */
  public static final String SOURCE = "table";

  /** The rows, their columns in the order of {@link #columns}. */
  public static final TupleTag<RawRecord> RECORDS = ReadRecords.RECORDS;

  /** What could not be read as a row. */
  public static final TupleTag<Rejected> REJECTED = ReadRecords.REJECTED;

  private static final int LOOKED_AT = 1000;

  private final String glob;
  private final Instant runTime;

  private ReadTable(String glob, Instant runTime) {
    this.glob = glob;
    this.runTime = runTime;
  }

  /** Reads a file, the files that a pattern matches, or those in a directory. */
  public static ReadTable from(String glob) {
    return new ReadTable(glob, Instant.EPOCH);
  }

  /** The time that rejected records carry: when the job started. */
  public ReadTable withRunTime(Instant time) {
    return new ReadTable(glob, time);
  }

  /**
   * The names of a table's columns in their order, on the machine that launches a job. Throws
   * {@link InputException} when there is no file or it cannot be read.
   */
  public static List<String> columns(String glob) {
    String first = files(glob).get(0);
    if (!isParquet(first)) {
      return TableHeader.read(first, FORMAT);
    }
    try {
      return new ParquetCells(ParquetFile.of(first).schema()).names();
    } catch (IOException failure) {
      throw new InputException("cannot read " + first + ": " + failure.getMessage(), failure);
    }
  }

  /**
   * The names of a table's columns of numbers: in Parquet by their type, in CSV those whose texts
   * in the first {@value #LOOKED_AT} rows are numbers or empty, and not all empty. Throws {@link
   * InputException} as {@link #columns}.
   */
  public static List<String> numericColumns(String glob) {
    String first = files(glob).get(0);
    try {
      if (isParquet(first)) {
        return new ParquetCells(ParquetFile.of(first).schema()).numbers();
      }
      List<String> columns = TableHeader.read(first, FORMAT);
      NumericColumns numeric = new NumericColumns(columns.size());
      try (SourceChannel channel = SourceChannel.open(first)) {
        LineReader lines = new LineReader(channel, FORMAT.maxRecordBytes());
        new CsvReader(first, lines, FORMAT).read(columns, LOOKED_AT, numeric);
      }
      return IntStream.range(0, columns.size())
          .filter(numeric::isNumeric)
          .mapToObj(columns::get)
          .toList();
    } catch (IOException failure) {
      throw new InputException("cannot read " + first + ": " + failure.getMessage(), failure);
    }
  }

  /** The bytes of a table's files; throws {@link InputException} when there is none. */
  public static long bytes(String glob) {
    return InputFiles.bytes(files(glob));
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollectionTuple outputs =
        input
            .apply("Match", MatchFiles.named(files(glob)))
            .apply(
                "Read",
                ParDo.of(new ReadFn(columns(glob), runTime.getMillis()))
                    .withOutputTags(RECORDS, TupleTagList.of(REJECTED).and(Tallies.TAG)));
    outputs.get(RECORDS).setCoder(RawRecordCoder.of());
    outputs.get(REJECTED).setCoder(RejectedCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  /**
   * The files of a table, in order. Throws {@link InputException} when there is none or they cannot
   * be looked up.
   */
  public static List<String> files(String glob) {
    List<String> files = InputFiles.find(glob);
    if (files.isEmpty()) {
      files = InputFiles.below(glob, ".parquet");
    }
    if (files.isEmpty()) {
      files = InputFiles.in(glob, ".csv*");
    }
    if (files.isEmpty()) {
      throw new InputException("no table in " + glob + ": no CSV or Parquet file matches it");
    }
    return files;
  }

  private static boolean isParquet(String file) {
    return file.endsWith(".parquet");
  }

  private static final class ReadFn extends DoFn<String, RawRecord> {
    private static final long serialVersionUID = 1;

    private final List<String> columns;
    private final long runTime;
    private transient Tallies tallies;

    ReadFn(List<String> columns, long runTime) {
      this.columns = columns;
      this.runTime = runTime;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void read(@Element String file, MultiOutputReceiver outputs) throws IOException {
      RecordOutput output =
          new RecordOutput(
              SOURCE,
              file,
              runTime,
              tallies,
              isParquet(file) ? ParquetFile.of(file).meter() : ReadMeter.ofRecords(),
              outputs.get(RECORDS),
              outputs.get(REJECTED));
      if (isParquet(file)) {
        readParquet(file, output);
      } else {
        try (SourceChannel channel = SourceChannel.openInStep(file)) {
          RecordReader.read(file, channel, FORMAT, columns, Long.MAX_VALUE, output);
        }
      }
      output.count();
    }

    private void readParquet(String file, RecordSink output) throws IOException {
      ParquetFile parquet = ParquetFile.of(file);
      ParquetCells cells = new ParquetCells(parquet.schema());
      Header.find(file, cells.names(), columns);
      long number = 0;
      try (ParquetReader<GenericRecord> rows = parquet.rows(field -> true)) {
        for (GenericRecord row = rows.read(); row != null; row = rows.read()) {
          GenericRecord stored = row;
          number++;
          output.record(
              number,
              columns.stream().map(column -> cells.text(stored, column)).toArray(String[]::new));
        }
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
