package dev.catchment.pipelines.cluster;

import com.google.common.hash.Hashing;
import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableRow;
import dev.catchment.read.TableScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the features of the rows that are clustered, and counts all rows.
 *
 * <p>A block has up to 1,024 rows and about 65,536 numbers, all of one range: the blocks depend on
 * the table alone. The key of a row is a hash of its file's name, wherever the file is, and of its
 * place in the file.
 */
final class TableBlocks extends PTransform<PCollection<TableRange>, PCollectionTuple> {
  static final TupleTag<Block> BLOCKS = new TupleTag<>("blocks") {};

  private static final long serialVersionUID = 1;
  private static final int MOST_ROWS = 1024;
  private static final int MOST_NUMBERS = 1 << 16;

  private final TableScan scan;
  private final RowCheck check;

  private TableBlocks(TableScan scan, RowCheck check) {
    this.scan = scan;
    this.check = check;
  }

  static TableBlocks of(TableScan scan, RowCheck check) {
    return new TableBlocks(scan.withCells(check.cells()), check);
  }

  @Override
  public PCollectionTuple expand(PCollection<TableRange> ranges) {
    PCollectionTuple outputs =
        ranges.apply(
            "Read",
            ParDo.of(new ReadFn(scan, check)).withOutputTags(BLOCKS, TupleTagList.of(Tallies.TAG)));
    outputs.get(BLOCKS).setCoder(BlockCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class ReadFn extends DoFn<TableRange, Block> {
    private static final long serialVersionUID = 1;

    private final TableScan scan;
    private final RowCheck check;
    private transient Tallies tallies;

    ReadFn(TableScan scan, RowCheck check) {
      this.scan = scan;
      this.check = check;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void read(@Element TableRange range, OutputReceiver<Block> blocks) throws IOException {
      Rows rows = new Rows(hash(range.file()), check, tallies, blocks::output);
      scan.visit(range, rows);
      rows.finish();
    }

    private static long hash(String file) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      return Hashing.farmHashFingerprint64().hashString(name, StandardCharsets.UTF_8).asLong();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }

  /** Packs and counts the rows of one range. */
  private static final class Rows implements TableScan.Visitor {
    private final long file;
    private final RowCheck check;
    private final Tallies tallies;
    private final Consumer<Block> blocks;
    private final double[] row;
    private final long[] keys;
    private final double[] values;
    private int size;
    private long accepted;
    private long filtered;
    private long rejected;

    Rows(long file, RowCheck check, Tallies tallies, Consumer<Block> blocks) {
      this.file = file;
      this.check = check;
      this.tallies = tallies;
      this.blocks = blocks;
      this.row = new double[check.width()];
      this.keys = new long[Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / check.width()))];
      this.values = new double[keys.length * check.width()];
    }

    @Override
    public void row(TableRow next, long place) {
      if (!check.isChosen(next)) {
        filtered++;
        return;
      }
      String wrong = check.read(next, row);
      if (wrong != null) {
        rejected("invalid_" + wrong);
        return;
      }
      accepted++;
      keys[size] = mix(file ^ mix(place));
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

    /** The mixing function of SplitMix64, which is invertible. */
    private static long mix(long value) {
      long mixed = value + 0x9E3779B97F4A7C15L;
      mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
      return mixed ^ (mixed >>> 31);
    }
  }
}
