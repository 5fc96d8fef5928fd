package dev.catchment.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Runs queries on the Direct runner over tables that a test has in memory. */
final class QueryRuns {
  private static final Map<String, Queue<RowBlock>> ROWS = new ConcurrentHashMap<>();
  private static final Map<String, Queue<RowError>> ERRORS = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private QueryRuns() {}

  /** What a query gave: its rows as objects of {@link RowBlock#valueAt}, and what failed. */
  record Result(RowType type, List<List<Object>> rows, List<RowError> errors) {
    /** The rows as text, each with its columns separated by bars, sorted. */
    List<String> sorted() {
      return texts().stream().sorted().toList();
    }

    List<String> texts() {
      return rows.stream()
          .map(
              row -> {
                List<String> texts = new ArrayList<>();
                for (int column = 0; column < row.size(); column++) {
                  texts.add(RowBlock.text(type.type(column), row.get(column)));
                }
                return String.join("|", texts.stream().map(String::valueOf).toList());
              })
          .toList();
    }
  }

  static SortedMap<String, QueryTable> tables(Map<String, RowBlock> tables) {
    SortedMap<String, QueryTable> types = new TreeMap<>();
    tables.forEach((name, block) -> types.put(name, QueryTable.of(block.type())));
    return types;
  }

  /** Runs a query step by step, without a runner. */
  static Result runPlainly(Query query, Map<String, RowBlock> tables) {
    Pipeline pipeline = Pipeline.create();
    PCollectionTuple output = input(pipeline, "", query, tables).apply(RunQuery.of(query));
    PlainRunner run = PlainRunner.run(pipeline);
    return result(query, run.of(output.get(RunQuery.ROWS)), run.of(output.get(RunQuery.ERRORS)));
  }

  private static PCollectionTuple input(
      Pipeline pipeline, String run, Query query, Map<String, RowBlock> tables) {
    PCollectionTuple input = PCollectionTuple.empty(pipeline);
    for (String name : query.tables()) {
      input =
          input.and(
              RunQuery.table(name),
              table(pipeline, run + name, query.needs(name), tables.get(name)));
    }
    return input;
  }

  /** Runs several queries in one pipeline. */
  static List<Result> run(List<Query> queries, Map<String, RowBlock> tables) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(DirectOptions.class).setTargetParallelism(2);
    // The runner would walk the pipeline once more for every bundle.
    options.as(DirectOptions.class).setEnforceImmutability(false);
    options.as(DirectOptions.class).setEnforceEncodability(false);
    Pipeline pipeline = Pipeline.create(options);
    List<String> runs = new ArrayList<>();
    for (Query query : queries) {
      String run = "run" + NEXT.incrementAndGet();
      runs.add(run);
      PCollectionTuple output = input(pipeline, run, query, tables).apply(run, RunQuery.of(query));
      output.get(RunQuery.ROWS).apply(run + "Rows", ParDo.of(new KeepRows(run)));
      output.get(RunQuery.ERRORS).apply(run + "Errors", ParDo.of(new KeepErrors(run)));
    }
    pipeline.run().waitUntilFinish();
    List<Result> results = new ArrayList<>();
    for (int index = 0; index < queries.size(); index++) {
      results.add(
          result(
              queries.get(index),
              ROWS.getOrDefault(runs.get(index), new ConcurrentLinkedQueue<>()),
              ERRORS.getOrDefault(runs.get(index), new ConcurrentLinkedQueue<>())));
    }
    return results;
  }

  private static Result result(
      Query query, Collection<RowBlock> unordered, Collection<RowError> errors) {
    List<RowBlock> blocks = new ArrayList<>(unordered);
    blocks.sort(Comparator.comparingLong(RowBlock::position));
    List<List<Object>> rows = new ArrayList<>();
    for (RowBlock block : blocks) {
      for (int row = 0; row < block.rows(); row++) {
        List<Object> values = new ArrayList<>();
        for (int column = 0; column < block.type().size(); column++) {
          values.add(block.valueAt(column, row));
        }
        rows.add(values);
      }
    }
    return new Result(query.type(), rows, List.copyOf(errors));
  }

  private static PCollection<RowBlock> table(
      Pipeline pipeline, String name, RowType needs, RowBlock table) {
    RowBlock needed =
        table.select(needs, needs.names().stream().mapToInt(table.type()::find).toArray());
    List<RowBlock> blocks = new ArrayList<>();
    // In blocks of several sizes.
    int from = 0;
    for (int size = 1; from < needed.rows(); size = Math.min(1000, size * 3)) {
      int to = Math.min(needed.rows(), from + size);
      int[] rows = IntStream.range(from, to).toArray();
      blocks.add(needed.take(rows, rows.length));
      from = to;
    }
    return blocks.isEmpty()
        ? pipeline.apply(name, Create.empty(RowBlockCoder.of(needs)))
        : pipeline.apply(name, Create.of(blocks).withCoder(RowBlockCoder.of(needs)));
  }

  private static final class KeepRows extends DoFn<RowBlock, Void> {
    private static final long serialVersionUID = 1;

    private final String run;

    KeepRows(String run) {
      this.run = run;
    }

    @ProcessElement
    public void keep(@Element RowBlock block) {
      ROWS.computeIfAbsent(run, unused -> new ConcurrentLinkedQueue<>()).add(block);
    }
  }

  private static final class KeepErrors extends DoFn<RowError, Void> {
    private static final long serialVersionUID = 1;

    private final String run;

    KeepErrors(String run) {
      this.run = run;
    }

    @ProcessElement
    public void keep(@Element RowError error) {
      ERRORS.computeIfAbsent(run, unused -> new ConcurrentLinkedQueue<>()).add(error);
    }
  }
}
