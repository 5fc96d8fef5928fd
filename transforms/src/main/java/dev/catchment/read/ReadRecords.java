package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.account.Outcome;
import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import dev.catchment.model.RawRecordCoder;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * Reads the records of a source's files, plain or compressed (gzip, zstd, bzip2 by extension): no
 * record is lost, and none stops the job.
 *
 * <p>The outputs are {@link #RECORDS}, {@link #REJECTED} and the counts {@link Tallies#TAG}: {@link
 * Outcome#READ} of every record, {@link Outcome#REJECTED} of those that could not be read, with the
 * reason {@code invalid_utf8}, {@code record_too_long}, {@code broken_quote}, {@code
 * wrong_number_of_fields}, {@code invalid_json}, {@code no_match} or {@code truncated_file}. Blank
 * lines are no records. A file is read by one worker, which holds one record at a time.
 *
 * <p>The job fails with {@link InputException} when a pattern matches no file or a header lacks a
 * column.
 */
public final class ReadRecords extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  /** The records, their columns in the order of {@link #withColumns}. */
  public static final TupleTag<RawRecord> RECORDS = new TupleTag<>("records") {};

  /** What could not be read as a record. */
  public static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  private final String source;
  private final List<String> globs;
  private final RecordFormat format;
  private final List<String> columns;
  private final Instant runTime;

  private ReadRecords(
      String source,
      List<String> globs,
      RecordFormat format,
      List<String> columns,
      Instant runTime) {
    this.source = source;
    this.globs = List.copyOf(globs);
    this.format = format;
    this.columns = List.copyOf(columns);
    this.runTime = runTime;
  }

  /** Reads the files that the patterns match as records of a source. */
  public static ReadRecords from(String source, List<String> globs, RecordFormat format) {
    checkArgument(!globs.isEmpty(), "source %s names no files", source);
    return new ReadRecords(source, globs, format, List.of(), Instant.EPOCH);
  }

  /** The columns to keep: names of the header, or dotted paths in JSON; each once. */
  public ReadRecords withColumns(List<String> names) {
    checkArgument(
        new HashSet<>(names).size() == names.size(), "a column of %s stands twice", names);
    return new ReadRecords(source, globs, format, names, runTime);
  }

  /** The time that rejected records carry: when the job started. */
  public ReadRecords withRunTime(Instant time) {
    return new ReadRecords(source, globs, format, columns, time);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollectionTuple outputs =
        input
            .apply("Match", MatchFiles.of(globs))
            .apply(
                "Read",
                ParDo.of(new ReadFn(source, format, columns, runTime.getMillis()))
                    .withOutputTags(RECORDS, TupleTagList.of(REJECTED).and(Tallies.TAG)));
    outputs.get(RECORDS).setCoder(RawRecordCoder.of());
    outputs.get(REJECTED).setCoder(RejectedCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class ReadFn extends DoFn<String, RawRecord> {
    private static final long serialVersionUID = 1;

    private final String source;
    private final RecordFormat format;
    private final List<String> columns;
    private final long runTime;
    private transient Tallies tallies;

    ReadFn(String source, RecordFormat format, List<String> columns, long runTime) {
      this.source = source;
      this.format = format;
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
              source,
              file,
              runTime,
              tallies,
              format.isParquet() ? ParquetFile.of(file).meter() : ReadMeter.ofRecords(),
              outputs.get(RECORDS),
              outputs.get(REJECTED));
      RecordReader.read(file, SourceChannel::openInStep, format, columns, Long.MAX_VALUE, output);
      output.count();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
