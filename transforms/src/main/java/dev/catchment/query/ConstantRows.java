package dev.catchment.query;

import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;

/** Rows that stand in the query itself. */
final class ConstantRows extends Step {
  private final RowBlock rows;

  ConstantRows(RowBlock rows) {
    super(rows.type(), Flow.BOUNDED);
    this.rows = rows;
  }

  @Override
  boolean isSmall() {
    return true;
  }

  @Override
  String describe() {
    return "Values, " + rows.rows() + " rows";
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    return wiring
        .pipeline()
        .apply(
            wiring.name("Values"),
            rows.rows() == 0
                ? Create.empty(RowBlockCoder.of(type()))
                : Create.of(rows).withCoder(RowBlockCoder.of(type())));
  }
}
