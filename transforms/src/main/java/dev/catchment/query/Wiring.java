package dev.catchment.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;

/** Wires the steps of a plan into a pipeline, under numbered names, and collects their errors. */
final class Wiring {
  private final PCollectionTuple tables;
  private final List<PCollection<RowError>> errors = new ArrayList<>();
  private int number;

  Wiring(PCollectionTuple tables) {
    this.tables = tables;
  }

  PCollection<RowBlock> expand(Step step) {
    List<PCollection<RowBlock>> inputs = step.inputs().stream().map(this::expand).toList();
    number++;
    return step.expand(inputs, this);
  }

  Pipeline pipeline() {
    return tables.getPipeline();
  }

  PCollection<RowBlock> table(String name) {
    PCollection<RowBlock> blocks = tables.get(RunQuery.table(name));
    if (blocks == null) {
      throw new IllegalStateException("no blocks of the table " + name + " were given");
    }
    return blocks;
  }

  /** A name for a part of the step at hand, that no other has. */
  String name(String part) {
    return part + " " + number;
  }

  /** Applies a function that puts out rows of a type, and errors under {@link RunQuery#ERRORS}. */
  <T> PCollection<RowBlock> rows(
      String part, PCollection<T> input, DoFn<T, RowBlock> function, RowType type) {
    return rows(part, input, ParDo.of(function), type);
  }

  <T> PCollection<RowBlock> rows(
      String part, PCollection<T> input, ParDo.SingleOutput<T, RowBlock> function, RowType type) {
    PCollectionTuple outputs =
        input.apply(
            name(part), function.withOutputTags(RunQuery.ROWS, TupleTagList.of(RunQuery.ERRORS)));
    PCollection<RowError> failed = outputs.get(RunQuery.ERRORS).setCoder(RowErrorCoder.of());
    errors.add(
        failed.isBounded() == IsBounded.BOUNDED
            ? failed
            : failed.apply(
                name(part + "Errors"),
                Window.<RowError>into(new GlobalWindows())
                    .triggering(DefaultTrigger.of())
                    .withAllowedLateness(Duration.ZERO)
                    .discardingFiredPanes()));
    return outputs.get(RunQuery.ROWS).setCoder(RowBlockCoder.of(type));
  }

  /** All errors so far. */
  PCollection<RowError> errors() {
    if (errors.isEmpty()) {
      return pipeline().apply("NoErrors", Create.empty(RowErrorCoder.of()));
    }
    return PCollectionList.of(errors).apply("Errors", Flatten.pCollections());
  }
}
