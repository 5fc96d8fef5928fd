package dev.catchment.query;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexBuilder;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexNode;

/** Keeps the rows for which a condition is true, and computes columns of them. */
final class ComputeRows extends Step {
  private final String text;
  private final Computation computation;

  ComputeRows(String text, Computation computation, Flow flow, Step input) {
    super(computation.type(), flow, input);
    this.text = text;
    this.computation = computation;
  }

  /**
   * The step that keeps the rows of a condition and computes expressions of them.
   *
   * @param condition null for all rows
   */
  static ComputeRows of(
      Step input, RexNode condition, List<RexNode> projects, RowType type, RexBuilder rex) {
    ExpressionCompiler compiler = new ExpressionCompiler(rex, input.type());
    List<Expression> expressions = projects.stream().map(compiler::compile).toList();
    List<String> texts = projects.stream().map(compiler::text).toList();
    int[] slots = expressions.stream().mapToInt(Expression::slot).toArray();
    String where = condition == null ? "" : compiler.text(condition);
    boolean identity = condition != null && isIdentity(slots, input.type().size());
    String label =
        (identity ? "" : "Compute " + texts)
            + (condition == null ? "" : (identity ? "Keep where " : " where ") + where);
    Computation computation =
        new Computation(
            condition == null ? null : compiler.compile(condition),
            where,
            expressions,
            texts,
            type);
    return new ComputeRows(label, computation, input.flow().through(slots), input);
  }

  private static boolean isIdentity(int[] slots, int width) {
    return Arrays.equals(slots, IntStream.range(0, width).toArray());
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
