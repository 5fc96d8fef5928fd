package dev.catchment.query;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** The blocks of a table, as a step takes them: some of their columns, in its order. */
final class ScanTable extends Step {
  private final String table;
  private final boolean isOrdered;

  /**
   * A table.
   *
   * @param isOrdered whether its blocks tell their positions
   */
  ScanTable(String table, boolean isOrdered, RowType type, Flow flow) {
    super(type, flow);
    this.table = table;
    this.isOrdered = isOrdered;
  }

  String table() {
    return table;
  }

  boolean isOrdered() {
    return isOrdered;
  }

  /** The columns of a type, in its order. */
  static RowBlock pick(RowBlock block, RowType type) {
    return block.select(type, type.names().stream().mapToInt(block.type()::find).toArray());
  }

  @Override
  String describe() {
    return "Scan " + table + " " + type().names();
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    return wiring
        .table(table)
        .apply(wiring.name("Scan"), ParDo.of(new Pick(type())))
        .setCoder(RowBlockCoder.of(type()));
  }

  private static final class Pick extends DoFn<RowBlock, RowBlock> {
    private static final long serialVersionUID = 1;

    private final RowType type;

    Pick(RowType type) {
      this.type = type;
    }

    @ProcessElement
    public void pick(@Element RowBlock block, OutputReceiver<RowBlock> out) {
      out.output(ScanTable.pick(block, type));
    }
  }
}
