package dev.catchment.query;

import java.util.List;
import org.apache.beam.sdk.values.PCollection;

/** A step of a plan: what it takes, what it gives, and how it is wired into a pipeline. */
abstract class Step {
  private final RowType type;
  private final Flow flow;
  private final List<Step> inputs;

  Step(RowType type, Flow flow, Step... inputs) {
    this.type = type;
    this.flow = flow;
    this.inputs = List.of(inputs);
  }

  final RowType type() {
    return type;
  }

  final Flow flow() {
    return flow;
  }

  final List<Step> inputs() {
    return inputs;
  }

  /** Whether it gives a few rows at most, so that every worker can have them all. */
  boolean isSmall() {
    return false;
  }

  /** What a reader wants to know of it, on one line. */
  abstract String describe();

  abstract PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring);
}
