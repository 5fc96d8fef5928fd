package dev.catchment.pipelines.query;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Position;
import dev.catchment.model.Rejected;
import dev.catchment.query.RowBlock;
import dev.catchment.read.TableRow;
import java.util.List;
import java.util.function.Consumer;

/** Packs rows into blocks, and counts them. Not for several threads. */
final class BlockOutput {
  private final String source;
  private final long runTime;
  private final RowReader reader;
  private final RowBlock.Builder block;
  private final Tallies tallies;
  private final Consumer<RowBlock> blocks;
  private final Consumer<Rejected> rejections;
  private long accepted;

  /**
   * Packs the rows of a table.
   *
   * @param columns the columns of the rows, in their order
   * @param runTime the time that rejected rows carry
   */
  BlockOutput(
      String source,
      List<InputColumn> columns,
      long runTime,
      Tallies tallies,
      Consumer<RowBlock> blocks,
      Consumer<Rejected> rejections) {
    this.source = source;
    this.runTime = runTime;
    this.reader = new RowReader(columns);
    this.block = RowBlock.builder(RowReader.type(columns));
    this.tallies = tallies;
    this.blocks = blocks;
    this.rejections = rejections;
  }

  /** Takes a row of a file, which is this one only until the next. */
  void row(String file, long line, TableRow row) {
    int bad = reader.read(row, block);
    if (bad >= 0) {
      Rejected rejected = reader.rejected(source, new Position(file, line), row, bad, runTime);
      tallies.add(Outcome.REJECTED, source, rejected.reason());
      rejections.accept(rejected);
      return;
    }
    accepted++;
    if (block.rows() == RowBlock.ROWS) {
      blocks.accept(block.build());
    }
  }

  /** Puts out and counts what is left. */
  void finish() {
    if (block.rows() > 0) {
      blocks.accept(block.build());
    }
    if (accepted > 0) {
      tallies.add(Outcome.ACCEPTED, source, accepted);
    }
    accepted = 0;
  }
}
