package dev.catchment.pipelines.query;

import dev.catchment.account.Progress;
import dev.catchment.account.Tallies;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.query.FirstSteps;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowError;
import dev.catchment.query.RowErrorCoder;
import dev.catchment.query.RowType;
import dev.catchment.read.RecordRange;
import dev.catchment.read.RecordScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Writes what a query makes of the rows of files one by one where it is read, a part for each range
 * of a file, so that the result has the order of the files. The outputs are the {@link #NAMES} of
 * the parts, {@link ReadBlocks#REJECTED}, {@link ReadBlocks#ERRORS} and the counts {@link
 * Tallies#TAG}.
 *
 * <p>A worker holds one block of rows at a time, however many there are.
 */
final class TransformFiles extends PTransform<PCollection<RecordRange>, PCollectionTuple> {
  static final TupleTag<String> NAMES = new TupleTag<>("names") {};

  private static final long serialVersionUID = 1;

  private final RecordScan scan;
  private final List<InputColumn> columns;
  private final FirstSteps steps;
  private final String path;
  private final RowFormat format;

  private TransformFiles(
      RecordScan scan, List<InputColumn> columns, FirstSteps steps, String path, RowFormat format) {
    this.scan = scan;
    this.columns = List.copyOf(columns);
    this.steps = steps;
    this.path = path;
    this.format = format;
  }

  /** Reads columns of the ranges of files, and does the steps of a query. */
  static TransformFiles of(
      RecordScan scan, List<InputColumn> columns, FirstSteps steps, String path, RowFormat format) {
    return new TransformFiles(scan, columns, steps, path, format);
  }

  @Override
  public PCollectionTuple expand(PCollection<RecordRange> ranges) {
    PCollectionTuple outputs =
        ranges.apply(
            "Write",
            ParDo.of(new WriteFn(this))
                .withOutputTags(
                    NAMES,
                    TupleTagList.of(ReadBlocks.ERRORS).and(ReadBlocks.REJECTED).and(Tallies.TAG)));
    outputs.get(NAMES).setCoder(StringUtf8Coder.of());
    outputs.get(ReadBlocks.ERRORS).setCoder(RowErrorCoder.of());
    outputs.get(ReadBlocks.REJECTED).setCoder(RejectedCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class WriteFn extends DoFn<RecordRange, String> {
    private static final long serialVersionUID = 1;

    private final RecordScan scan;
    private final List<InputColumn> columns;
    private final FirstSteps steps;
    private final String path;
    private final RowFormat format;
    private transient Tallies tallies;

    WriteFn(TransformFiles write) {
      scan = write.scan;
      columns = write.columns;
      steps = write.steps;
      path = write.path;
      format = write.format;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void write(@Element RecordRange range, MultiOutputReceiver out) throws IOException {
      String file = WriteRows.file(path, format, range.number() + 1);
      WriteRows.write(
          file,
          channel ->
              write(
                  range,
                  channel,
                  out.get(ReadBlocks.ERRORS)::output,
                  out.get(ReadBlocks.REJECTED)::output));
      out.get(NAMES).output(file);
    }

    private void write(
        RecordRange range,
        WritableByteChannel channel,
        Consumer<RowError> errors,
        Consumer<Rejected> rejected)
        throws IOException {
      if (range.number() == 0) {
        format.writeHeader(steps.type(), channel);
      }
      Part part = new Part(steps.type(), format, channel, errors);
      FirstSteps.Run run = steps.start();
      ReadBlocks.read(scan, range, columns, tallies, block -> run.add(block, part), rejected);
      part.finish();
      tallies.add(CountRows.ROWS, part.rows);
      Progress.add(Progress.WRITTEN, part.rows);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }

  /** Takes the rows of a part. */
  private static final class Part implements FirstSteps.Output {
    private final RowFormat.Writer writer;
    private final Consumer<RowError> errors;
    private long rows;

    Part(RowType type, RowFormat format, WritableByteChannel channel, Consumer<RowError> errors)
        throws IOException {
      this.writer = format.open(type, channel);
      this.errors = errors;
    }

    @Override
    public void rows(RowBlock block) {
      rows += block.rows();
      try {
        writer.write(block);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void states(KV<Integer, byte[]> states) {
      throw new IllegalStateException("a result that is grouped is not written where it is read");
    }

    @Override
    public void error(RowError error) {
      errors.accept(error);
    }

    void finish() throws IOException {
      writer.finish();
    }
  }
}
