package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.account.Outcome;
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
 * lines are no records. Large files are read in parts where {@link RecordRanges} can cut them; a
 * worker holds one record at a time.
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
  private final long rangeBytes;

  private ReadRecords(
      String source,
      List<String> globs,
      RecordFormat format,
      List<String> columns,
      Instant runTime,
      long rangeBytes) {
    this.source = source;
    this.globs = List.copyOf(globs);
    this.format = format;
    this.columns = List.copyOf(columns);
    this.runTime = runTime;
    this.rangeBytes = rangeBytes;
  }

  /** Reads the files that the patterns match as records of a source. */
  public static ReadRecords from(String source, List<String> globs, RecordFormat format) {
    checkArgument(!globs.isEmpty(), "source %s names no files", source);
    return new ReadRecords(
        source, globs, format, List.of(), Instant.EPOCH, RecordRanges.RANGE_BYTES);
  }

  /** The columns to keep: names of the header, or dotted paths in JSON; each once. */
  public ReadRecords withColumns(List<String> names) {
    checkArgument(
        new HashSet<>(names).size() == names.size(), "a column of %s stands twice", names);
    return new ReadRecords(source, globs, format, names, runTime, rangeBytes);
  }

  /** The time that rejected records carry: when the job started. */
  public ReadRecords withRunTime(Instant time) {
    return new ReadRecords(source, globs, format, columns, time, rangeBytes);
  }

  ReadRecords withRangeBytes(long bytes) {
    return new ReadRecords(source, globs, format, columns, runTime, bytes);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    RecordScan scan = new RecordScan(source, format, columns, runTime.getMillis());
    PCollectionTuple outputs =
        input
            .apply("Ranges", RecordRanges.of(globs, format).withRangeBytes(rangeBytes))
            .apply(
                "Read",
                ParDo.of(new ReadFn(scan))
                    .withOutputTags(RECORDS, TupleTagList.of(REJECTED).and(Tallies.TAG)));
    return withCoders(outputs);
  }

  /** Sets the coders of the three outputs of a step that reads. */
  static PCollectionTuple withCoders(PCollectionTuple outputs) {
    outputs.get(RECORDS).setCoder(RawRecordCoder.of());
    outputs.get(REJECTED).setCoder(RejectedCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class ReadFn extends DoFn<RecordRange, RawRecord> {
    private static final long serialVersionUID = 1;

    private final RecordScan scan;
    private transient Tallies tallies;

    ReadFn(RecordScan scan) {
      this.scan = scan;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void read(@Element RecordRange range, MultiOutputReceiver outputs) throws IOException {
      scan.read(range, outputs.get(RECORDS)::output, outputs.get(REJECTED)::output, tallies);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
