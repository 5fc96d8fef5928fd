package dev.catchment.pipelines.query;

import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowBlockCoder;
import dev.catchment.read.ReadRecords;
import dev.catchment.read.RecordFormat;
import dev.catchment.read.RecordRange;
import dev.catchment.read.RecordRanges;
import dev.catchment.read.RecordScan;
import dev.catchment.read.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * Reads a table into blocks of typed columns. The outputs are {@link #BLOCKS}, {@link #REJECTED}
 * and the counts {@link Tallies#TAG}: every row that is read is accepted or rejected.
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
                            .withOutputTags(BLOCKS, TupleTagList.of(REJECTED).and(Tallies.TAG))),
                columns));
  }

  /** Packs records whose columns are those of a table. */
  static PTransform<PCollection<RawRecord>, PCollectionTuple> ofRecords(
      String source, List<InputColumn> columns, long runTime) {
    return packing(source, columns, "", runTime);
  }

  /**
   * Packs records of messages as they come, with the time of their arrival where it is a column.
   * The timestamp of a block is the least event time of its rows, or the least arrival where the
   * event time is no column.
   *
   * @param eventTime the column that tells when a row happened, without which a row is rejected
   */
  static PTransform<PCollection<RawRecord>, PCollectionTuple> ofMessages(
      String source, List<InputColumn> columns, String eventTime, long runTime) {
    return packing(source, columns, eventTime, runTime);
  }

  private static PTransform<PCollection<RawRecord>, PCollectionTuple> packing(
      String source, List<InputColumn> columns, String eventTime, long runTime) {
    return PTransform.compose(
        records ->
            withCoders(
                records.apply(
                    "Pack",
                    ParDo.of(new PackFn(source, columns, eventTime, runTime))
                        .withOutputTags(BLOCKS, TupleTagList.of(REJECTED).and(Tallies.TAG))),
                columns));
  }

  /**
   * Packs the records that a source was read to, and puts the rejected ones and the counts
   * together.
   */
  static PCollectionTuple pack(
      PCollectionTuple records, PTransform<PCollection<RawRecord>, PCollectionTuple> packing) {
    PCollectionTuple blocks = records.get(ReadRecords.RECORDS).apply("Blocks", packing);
    return PCollectionTuple.of(BLOCKS, blocks.get(BLOCKS))
        .and(
            REJECTED,
            PCollectionList.of(records.get(ReadRecords.REJECTED))
                .and(blocks.get(REJECTED))
                .apply("Rejected", Flatten.pCollections()))
        .and(
            Tallies.TAG,
            PCollectionList.of(records.get(Tallies.TAG))
                .and(blocks.get(Tallies.TAG))
                .apply("Tallies", Flatten.pCollections()));
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
      this.columns = List.copyOf(columns);
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
          range, (line, row) -> rows.row(range.file(), line, row), rejected::output, tallies);
      rows.finish();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }

  /**
   * Packs the records of a bundle, and puts the blocks out at its end: their timestamps are less
   * than those of records that are yet to come.
   */
  private static final class PackFn extends DoFn<RawRecord, RowBlock> {
    private static final long serialVersionUID = 1;

    private final String source;
    private final List<InputColumn> columns;
    private final String eventTime;
    private final int arrived;
    private final long runTime;
    private transient Tallies tallies;
    private transient List<RowBlock> blocks;
    private transient List<Rejected> rejected;
    private transient BlockOutput rows;
    private transient long first;

    PackFn(String source, List<InputColumn> columns, String eventTime, long runTime) {
      this.source = source;
      this.columns = List.copyOf(columns);
      this.eventTime = eventTime;
      this.arrived =
          eventTime.isEmpty()
              ? -1
              : columns.stream().map(InputColumn::name).toList().indexOf(TopicSource.ARRIVED);
      this.runTime = runTime;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
      blocks = new ArrayList<>();
      rejected = new ArrayList<>();
      first = Long.MAX_VALUE;
      rows =
          new BlockOutput(source, columns, runTime, tallies, blocks::add, rejected::add)
              .requiring(eventTime);
    }

    @ProcessElement
    public void pack(
        @Element RawRecord record, @Timestamp Instant arrival, MultiOutputReceiver outputs) {
      first = Math.min(first, arrival.getMillis());
      String[] cells = record.columns();
      if (arrived >= 0) {
        cells = Arrays.copyOf(cells, cells.length + 1);
        cells[arrived] = arrival.toString();
      }
      RawRecord whole = RawRecord.adopt(source, record.position(), cells);
      rows.row(record.position().file(), record.position().line(), TableRow.of(whole));
      if (eventTime.isEmpty()) {
        blocks.forEach(outputs.get(BLOCKS)::output);
        blocks.clear();
      }
      rejected.forEach(outputs.get(REJECTED)::output);
      rejected.clear();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      rows.finish();
      for (RowBlock block : blocks) {
        context.output(BLOCKS, block, time(block), GlobalWindow.INSTANCE);
      }
      tallies.flush(context);
    }

    private Instant time(RowBlock block) {
      int slot = eventTime.isEmpty() ? -1 : block.type().find(eventTime);
      if (slot < 0) {
        return eventTime.isEmpty()
            ? GlobalWindow.INSTANCE.maxTimestamp()
            : Instant.ofEpochMilli(first);
      }
      long least = Long.MAX_VALUE;
      for (int row = 0; row < block.rows(); row++) {
        least = Math.min(least, block.longAt(slot, row));
      }
      return Instant.ofEpochMilli(
          Math.max(
              BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis(),
              Math.min(GlobalWindow.INSTANCE.maxTimestamp().getMillis(), least)));
    }
  }
}
