package dev.catchment.query;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollection;

/** Keeps the rows for which a condition is true, and computes columns of them. */
final class ComputeRows extends Step {
  private final String text;
  private final Computation computation;

  ComputeRows(String text, Computation computation, Flow flow, Step input) {
    super(computation.type(), flow, input);
    this.text = text;
    this.computation = computation;
  }

  /** What is done to a block. */
  Computation computation() {
    return computation;
  }

  @Override
  boolean isSmall() {
    return inputs().get(0).isSmall();
  }

  @Override
  String describe() {
    return text;
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    return wiring.rows("Compute", of.get(0), new Compute(computation), type());
  }

  private static final class Compute extends DoFn<RowBlock, RowBlock> {
    private static final long serialVersionUID = 1;

    private final Computation computation;

    Compute(Computation computation) {
      this.computation = computation;
    }

    @ProcessElement
    public void compute(@Element RowBlock block, MultiOutputReceiver out) {
      RowBlock result = computation.of(block, error -> out.get(RunQuery.ERRORS).output(error));
      if (result.rows() > 0) {
        out.get(RunQuery.ROWS).output(result);
      }
    }
  }
}
