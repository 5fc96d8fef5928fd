package dev.catchment.pipelines.query;

import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowBlockCoder;
import dev.catchment.read.RecordFormat;
import dev.catchment.read.RecordRange;
import dev.catchment.read.RecordRanges;
import dev.catchment.read.RecordScan;
import dev.catchment.read.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads a table into blocks of typed columns. The outputs are {@link #BLOCKS}, {@link #REJECTED} and
 * the counts {@link Tallies#TAG}: every row that is read is accepted or rejected.
 *
 * <p>A worker holds one block and one record at a time.
 */
final class ReadBlocks {
  static final TupleTag<RowBlock> BLOCKS = new TupleTag<>("blocks") {};
  static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  private ReadBlocks() {}

  /** Reads the files that patterns match, large ones in ranges. */
  static PTransform<PBegin, PCollectionTuple> ofFiles(
      String source,
      List<String> globs,
      RecordFormat format,
      List<InputColumn> columns,
      long runTime) {
    RecordScan scan =
        new RecordScan(source, format, columns.stream().map(InputColumn::name).toList(), runTime);
    return PTransform.compose(
        begin ->
            withCoders(
                begin
                    .apply("Ranges", RecordRanges.of(globs, format))
                    .apply(
                        "Read",
                        ParDo.of(new ReadFn(scan, columns))
                            .withOutputTags(
                                BLOCKS, TupleTagList.of(REJECTED).and(Tallies.TAG))),
                columns));
  }

  /** Packs records whose columns are those of a table. */
  static PTransform<PCollection<RawRecord>, PCollectionTuple> ofRecords(
      String source, List<InputColumn> columns, long runTime) {
    return PTransform.compose(
        records ->
            withCoders(
                records.apply(
                    "Pack",
                    ParDo.of(new PackFn(source, columns, runTime))
                        .withOutputTags(BLOCKS, TupleTagList.of(REJECTED).and(Tallies.TAG))),
                columns));
  }

  private static PCollectionTuple withCoders(PCollectionTuple outputs, List<InputColumn> columns) {
    outputs.get(BLOCKS).setCoder(RowBlockCoder.of(RowReader.type(columns)));
    outputs.get(REJECTED).setCoder(RejectedCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class ReadFn extends DoFn<RecordRange, RowBlock> {
    private static final long serialVersionUID = 1;

    private final RecordScan scan;
    private final List<InputColumn> columns;
    private transient Tallies tallies;

    ReadFn(RecordScan scan, List<InputColumn> columns) {
      this.scan = scan;
      this.columns = columns;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void read(@Element RecordRange range, MultiOutputReceiver outputs) throws IOException {
      OutputReceiver<Rejected> rejected = outputs.get(REJECTED);
      BlockOutput rows =
          new BlockOutput(
              scan.source(),
              columns,
              scan.runTime(),
              tallies,
              outputs.get(BLOCKS)::output,
              rejected::output);
      scan.visit(
          range,
          (line, row) -> rows.row(range.file(), line, row),
          rejected::output,
          tallies);
      rows.finish();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }

  private static final class PackFn extends DoFn<RawRecord, RowBlock> {
    private static final long serialVersionUID = 1;

    private final String source;
    private final List<InputColumn> columns;
    private final long runTime;
    private transient Tallies tallies;
    private transient List<RowBlock> blocks;
    private transient List<Rejected> rejected;
    private transient BlockOutput rows;

    PackFn(String source, List<InputColumn> columns, long runTime) {
      this.source = source;
      this.columns = columns;
      this.runTime = runTime;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
      blocks = new ArrayList<>();
      rejected = new ArrayList<>();
      rows = new BlockOutput(source, columns, runTime, tallies, blocks::add, rejected::add);
    }

    @ProcessElement
    public void pack(@Element RawRecord record, MultiOutputReceiver outputs) {
      rows.row(record.position().file(), record.position().line(), TableRow.of(record));
      blocks.forEach(outputs.get(BLOCKS)::output);
      blocks.clear();
      rejected.forEach(outputs.get(REJECTED)::output);
      rejected.clear();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      rows.finish();
      blocks.forEach(
          block ->
              context.output(
                  BLOCKS, block, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
      tallies.flush(context);
    }
  }
}
