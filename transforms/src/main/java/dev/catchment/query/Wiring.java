package dev.catchment.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;

/** Wires the steps of a plan into a pipeline, under numbered names, and collects their errors. */
final class Wiring {
  private final PCollectionTuple tables;
  private final Map<Step, String> begun = new HashMap<>();
  private final List<PCollection<RowError>> errors = new ArrayList<>();
  private int number;

  /**
   * Wires steps over tables.
   *
   * @param first the first steps that were done where tables are read, by table
   */
  Wiring(PCollectionTuple tables, Map<String, FirstSteps> first) {
    this.tables = tables;
    first.forEach(
        (table, steps) -> {
          begun.put(steps.last(), table);
          errors.add(tables.get(RunQuery.errors(table)));
        });
  }

  PCollection<RowBlock> expand(Step step) {
    String table = begun.get(step);
    if (table != null && !(step instanceof AggregateRows)) {
      return table(table);
    }
    List<PCollection<RowBlock>> inputs =
        table == null ? step.inputs().stream().map(this::expand).toList() : List.of();
    number++;
    return step.expand(inputs, this);
  }

  /** The states of the groups of an aggregation, if they were made where its table is read. */
  Optional<PCollection<KV<Integer, byte[]>>> states(AggregateRows step) {
    return Optional.ofNullable(begun.get(step)).map(table -> tables.get(RunQuery.states(table)));
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
