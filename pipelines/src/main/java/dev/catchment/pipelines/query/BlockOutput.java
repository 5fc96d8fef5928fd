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
  private final List<String> names;
  private final RowReader reader;
  private final RowBlock.Builder block;
  private final Tallies tallies;
  private final Consumer<RowBlock> blocks;
  private final Consumer<Rejected> rejections;
  private long accepted;
  private long position = RowBlock.UNORDERED;
  private int required = -1;

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
    this.names = columns.stream().map(InputColumn::name).toList();
    this.reader = new RowReader(columns);
    this.block = RowBlock.builder(RowReader.type(columns));
    this.tallies = tallies;
    this.blocks = blocks;
    this.rejections = rejections;
  }

  /** Rejects rows without a value in a column, if it is one. */
  BlockOutput requiring(String column) {
    required = names.indexOf(column);
    return this;
  }

  /** Gives blocks the positions from one on. */
  BlockOutput from(long first) {
    position = first;
    return this;
  }

  /** Takes a row of a file, which is this one only until the next. */
  void row(String file, long line, TableRow row) {
    boolean isComplete = required < 0 || row.text(required) != null;
    int bad = isComplete ? reader.read(row, block) : required;
    if (bad >= 0) {
      Rejected rejected =
          reader.rejected(source, new Position(file, line), row, bad, isComplete, runTime);
      tallies.add(Outcome.REJECTED, source, rejected.reason());
      rejections.accept(rejected);
      return;
    }
    accepted++;
    if (block.rows() == RowBlock.ROWS) {
      putOut();
    }
  }

  private void putOut() {
    int rows = block.rows();
    blocks.accept(block.build(position));
    if (position >= 0) {
      position += rows;
    }
  }

  /** Puts out and counts what is left. */
  void finish() {
    if (block.rows() > 0) {
      putOut();
    }
    if (accepted > 0) {
      tallies.add(Outcome.ACCEPTED, source, accepted);
    }
    accepted = 0;
  }
}
