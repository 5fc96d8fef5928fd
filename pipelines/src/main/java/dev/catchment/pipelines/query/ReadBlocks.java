package dev.catchment.pipelines.query;

import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.query.FirstSteps;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowBlockCoder;
import dev.catchment.query.RowError;
import dev.catchment.query.RowErrorCoder;
import dev.catchment.query.RowType;
import dev.catchment.read.ReadRecords;
import dev.catchment.read.RecordRange;
import dev.catchment.read.RecordRanges;
import dev.catchment.read.RecordScan;
import dev.catchment.read.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * Reads a table into blocks of typed columns. The outputs are {@link #BLOCKS}, {@link #REJECTED}
 * and the counts {@link Tallies#TAG}: every row that is read is accepted or rejected. Of files the
 * blocks tell their positions, by file and row, and the first steps of a query are done at once:
 * {@link #STATES} and {@link #ERRORS} are what they put out beside blocks.
 *
 * <p>A worker holds one block and one record at a time, and the groups of the first steps.
 */
final class ReadBlocks {
  static final TupleTag<RowBlock> BLOCKS = new TupleTag<>("blocks") {};
  static final TupleTag<KV<Integer, byte[]>> STATES = new TupleTag<>("states") {};
  static final TupleTag<RowError> ERRORS = new TupleTag<>("errors") {};
  static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  /** The bytes of files in one bundle whose groups are put together at once. */
  private static final long AGGREGATED_BYTES = 64 << 20;

  /** More rows than a range of a file can have. */
  private static final int ROW_BITS = 40;

  private ReadBlocks() {}

  /** Reads the files that patterns match, large ones in ranges, and does the first steps. */
  static PTransform<PBegin, PCollectionTuple> ofFiles(
      List<String> globs, RecordScan scan, List<InputColumn> columns, FirstSteps first) {
    RecordRanges ranges = RecordRanges.of(globs, scan.format());
    return PTransform.compose(
        begin -> {
          PCollectionTuple outputs =
              begin
                  .apply(
                      "Ranges",
                      first.isAggregation() ? ranges.withPortionsUpTo(AGGREGATED_BYTES) : ranges)
                  .apply(
                      "Read",
                      ParDo.of(new ReadFn(scan, columns, first))
                          .withOutputTags(
                              BLOCKS,
                              TupleTagList.of(STATES).and(ERRORS).and(REJECTED).and(Tallies.TAG)));
          outputs.get(STATES).setCoder(FirstSteps.STATES_CODER);
          outputs.get(ERRORS).setCoder(RowErrorCoder.of());
          return withCoders(outputs, first.type());
        });
  }

  /** Reads a range of a file into blocks that tell their positions. */
  static void read(
      RecordScan scan,
      RecordRange range,
      List<InputColumn> columns,
      Tallies tallies,
      Consumer<RowBlock> blocks,
      Consumer<Rejected> rejected)
      throws IOException {
    BlockOutput rows =
        new BlockOutput(scan.source(), columns, scan.runTime(), tallies, blocks, rejected)
            .from((long) range.number() << ROW_BITS);
    scan.visit(range, (line, row) -> rows.row(range.file(), line, row), rejected, tallies);
    rows.finish();
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
                RowReader.type(columns)));
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

  private static PCollectionTuple withCoders(PCollectionTuple outputs, RowType type) {
    outputs.get(BLOCKS).setCoder(RowBlockCoder.of(type));
    outputs.get(REJECTED).setCoder(RejectedCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class ReadFn extends DoFn<RecordRange, RowBlock> {
    private static final long serialVersionUID = 1;

    private final RecordScan scan;
    private final List<InputColumn> columns;
    private final FirstSteps first;
    private transient Tallies tallies;
    private transient FirstSteps.Run run;

    ReadFn(RecordScan scan, List<InputColumn> columns, FirstSteps first) {
      this.scan = scan;
      this.columns = List.copyOf(columns);
      this.first = first;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
      run = first.start();
    }

    @ProcessElement
    public void read(@Element RecordRange range, MultiOutputReceiver outputs) throws IOException {
      FirstSteps.Output out =
          new FirstSteps.Output() {
            @Override
            public void rows(RowBlock block) {
              outputs.get(BLOCKS).output(block);
            }

            @Override
            public void states(KV<Integer, byte[]> states) {
              outputs.get(STATES).output(states);
            }

            @Override
            public void error(RowError error) {
              outputs.get(ERRORS).output(error);
            }
          };
      ReadBlocks.read(
          scan,
          range,
          columns,
          tallies,
          block -> run.add(block, out),
          outputs.get(REJECTED)::output);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      run.finish(
          states ->
              context.output(
                  STATES, states, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
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
