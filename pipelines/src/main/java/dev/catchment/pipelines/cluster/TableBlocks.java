package dev.catchment.pipelines.cluster;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.cluster.FeatureEncoding;
import dev.catchment.cluster.Refusal;
import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableRow;
import dev.catchment.read.TableScan;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the features of the rows that are clustered, and counts all rows.
 *
 * <p>A block has up to 1,024 rows and about 65,536 numbers, all of one range: the blocks depend on
 * the table alone.
 */
final class TableBlocks extends PTransform<PCollection<TableRange>, PCollectionTuple> {
  static final TupleTag<Block> BLOCKS = new TupleTag<>("blocks") {};

  private static final long serialVersionUID = 1;
  private static final int MOST_ROWS = 1024;
  private static final int MOST_NUMBERS = 1 << 16;

  private final TableScan scan;
  private final RowCheck check;
  private final transient PCollection<FeatureEncoding> encoding;

  private TableBlocks(TableScan scan, RowCheck check, PCollection<FeatureEncoding> encoding) {
    this.scan = scan;
    this.check = check;
    this.encoding = encoding;
  }

  static TableBlocks of(TableScan scan, RowCheck check, PCollection<FeatureEncoding> encoding) {
    return new TableBlocks(scan.withCells(check.cells()), check, encoding);
  }

  @Override
  public PCollectionTuple expand(PCollection<TableRange> ranges) {
    PCollectionView<Iterable<FeatureEncoding>> view =
        encoding.apply("View encoding", View.asIterable());
    PCollectionTuple outputs =
        ranges.apply(
            "Read",
            ParDo.of(new ReadFn(scan, check, view))
                .withSideInputs(view)
                .withOutputTags(BLOCKS, TupleTagList.of(Tallies.TAG)));
    outputs.get(BLOCKS).setCoder(BlockCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class ReadFn extends DoFn<TableRange, Block> {
    private static final long serialVersionUID = 1;

    private final TableScan scan;
    private final RowCheck check;
    private final PCollectionView<Iterable<FeatureEncoding>> view;
    private transient Tallies tallies;
    private transient FeatureEncoding encoding;

    ReadFn(TableScan scan, RowCheck check, PCollectionView<Iterable<FeatureEncoding>> view) {
      this.scan = scan;
      this.check = check;
      this.view = view;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
      encoding = null;
    }

    @ProcessElement
    public void read(ProcessContext context) throws IOException {
      if (encoding == null) {
        encoding = context.sideInput(view).iterator().next();
      }
      TableRange range = context.element();
      Rows rows =
          new Rows(RowKeys.of(range), check, check.reader(encoding), tallies, context::output);
      scan.visit(range, rows);
      rows.finish();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }

  /** Packs and counts the rows of one range. */
  private static final class Rows implements TableScan.Visitor {
    private final RowKeys rowKeys;
    private final RowCheck check;
    private final FeatureReader reader;
    private final Tallies tallies;
    private final Consumer<Block> blocks;
    private final double[] row;
    private final long[] keys;
    private final double[] values;
    private int size;
    private long accepted;
    private long filtered;
    private long rejected;

    Rows(
        RowKeys rowKeys,
        RowCheck check,
        FeatureReader reader,
        Tallies tallies,
        Consumer<Block> blocks) {
      this.rowKeys = rowKeys;
      this.check = check;
      this.reader = reader;
      this.tallies = tallies;
      this.blocks = blocks;
      this.row = new double[reader.width()];
      this.keys = new long[Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / row.length))];
      this.values = new double[keys.length * row.length];
    }

    @Override
    public void row(TableRow next, long place) {
      if (!check.isChosen(next)) {
        filtered++;
        return;
      }
      Refusal refusal = reader.read(next, row);
      if (refusal != null) {
        rejected(refusal.text());
        return;
      }
      accepted++;
      keys[size] = rowKeys.key(place);
      System.arraycopy(row, 0, values, size * row.length, row.length);
      size++;
      if (size == keys.length) {
        emit();
      }
    }

    @Override
    public void rejected(String reason) {
      rejected++;
      tallies.add(Outcome.REJECTED, TableFiles.SOURCE, reason);
    }

    void finish() {
      if (size > 0) {
        emit();
      }
      count(Outcome.READ, accepted + filtered + rejected);
      count(Outcome.ACCEPTED, accepted);
      count(Outcome.FILTERED, filtered);
    }

    private void count(Outcome outcome, long rows) {
      if (rows > 0) {
        tallies.add(outcome, TableFiles.SOURCE, rows);
      }
    }

    private void emit() {
      blocks.accept(Block.of(Arrays.copyOf(keys, size), Arrays.copyOf(values, size * row.length)));
      size = 0;
    }
  }
}
