package dev.catchment.pipelines.query;

import dev.catchment.query.RowBlock;
import dev.catchment.query.RowBlockCoder;
import dev.catchment.query.RowType;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Leaves columns of blocks out. */
final class SelectColumns {
  private SelectColumns() {}

  /** Blocks of some of the columns, which are all of the blocks already in most cases. */
  static PCollection<RowBlock> of(PCollection<RowBlock> blocks, RowType wanted, String name) {
    if (blocks.getCoder().equals(RowBlockCoder.of(wanted))) {
      return blocks;
    }
    return blocks
        .apply(
            "Columns of " + name,
            MapElements.into(TypeDescriptor.of(RowBlock.class)).via(block -> select(block, wanted)))
        .setCoder(RowBlockCoder.of(wanted));
  }

  private static RowBlock select(RowBlock block, RowType wanted) {
    int[] slots = wanted.names().stream().mapToInt(block.type()::find).toArray();
    RowBlock.Builder chosen = RowBlock.builder(wanted);
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < slots.length; column++) {
        chosen.setValue(column, block.valueAt(slots[column], row));
      }
      chosen.endRow();
    }
    return chosen.build(block.position());
  }
}
