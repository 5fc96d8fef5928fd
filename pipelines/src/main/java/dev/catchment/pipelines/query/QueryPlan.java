package dev.catchment.pipelines.query;

import dev.catchment.account.Tallies;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.Query;
import dev.catchment.query.QueryException;
import dev.catchment.query.QueryTable;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowBlockCoder;
import dev.catchment.query.RowType;
import dev.catchment.query.RunQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Queries one after the other over tables, planned: each but the first may read the result of the
 * one before as the table {@value #RESULT}.
 */
final class QueryPlan {
  /** The name of the result of the query before. */
  static final String RESULT = "result";

  private static final int MOST_NAMED = 5;

  private final Map<String, QuerySource> sources;
  private final List<Query> queries;

  private QueryPlan(Map<String, QuerySource> sources, List<Query> queries) {
    this.sources = sources;
    this.queries = List.copyOf(queries);
  }

  /** What comes out: rows, what was rejected, and counts. */
  record Results(
      PCollection<RowBlock> rows,
      PCollectionList<Rejected> rejected,
      PCollectionList<KV<String, Long>> tallies) {}

  /**
   * Plans queries.
   *
   * @throws UsageException when one cannot be run
   */
  static QueryPlan of(List<String> statements, Map<String, QuerySource> sources) {
    QueryPlan plan = new QueryPlan(new LinkedHashMap<>(sources), List.of());
    for (String statement : statements) {
      plan = plan.then(statement, statements.size() > 1);
    }
    return plan;
  }

  /**
   * The same with another query at the end.
   *
   * @throws UsageException when it cannot be run
   */
  QueryPlan then(String statement) {
    return then(statement, true);
  }

  private QueryPlan then(String statement, boolean isOneOfSeveral) {
    TreeMap<String, QueryTable> tables = new TreeMap<>();
    sources.forEach((name, source) -> tables.put(name, source.table()));
    if (!queries.isEmpty()) {
      tables.put(RESULT, new QueryTable(type(), isUnbounded(), Optional.empty()));
    }
    List<Query> longer = new ArrayList<>(queries);
    try {
      longer.add(Query.of(statement, tables));
    } catch (QueryException e) {
      String which = isOneOfSeveral ? " of query " + (queries.size() + 1) : "";
      throw new UsageException(
          "--sql%s: %s%s".formatted(which, e.getMessage(), hint(e.getMessage(), sources)), e);
    }
    return new QueryPlan(sources, longer);
  }

  /** What may be behind a complaint: types that could not be guessed. */
  private static String hint(String complaint, Map<String, QuerySource> sources) {
    if (!complaint.matches("(?s).*\\b(type|types|arguments)\\b.*")) {
      return "";
    }
    List<String> unknown =
        sources.values().stream()
            .flatMap(source -> source.unknown().stream().map(name -> source.name() + "." + name))
            .limit(MOST_NAMED)
            .toList();
    return unknown.isEmpty()
        ? ""
        : " (%s: the first records have no value, so it is text; --types=%s=double says otherwise)"
            .formatted(String.join(", ", unknown), unknown.get(0));
  }

  /** The columns of the result. */
  RowType type() {
    return last().type();
  }

  /** Whether the result has an order. */
  boolean isOrdered() {
    return last().isOrdered();
  }

  /** Whether rows come for ever. */
  boolean isUnbounded() {
    return last().isUnbounded();
  }

  private Query last() {
    return queries.get(queries.size() - 1);
  }

  /** How the queries are run, in lines. */
  List<String> explain() {
    List<String> lines = new ArrayList<>();
    for (int step = 0; step < queries.size(); step++) {
      if (queries.size() > 1) {
        lines.add("Query " + (step + 1));
      }
      lines.addAll(queries.get(step).explain().lines().toList());
    }
    return lines;
  }

  /** The tables that are read, in the order in which they were given. */
  List<QuerySource> read() {
    return sources.values().stream().filter(source -> isRead(source.name())).toList();
  }

  /** The patterns of the files that are read, by table. */
  Map<String, List<String>> inputs() {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    for (QuerySource source : read()) {
      if (!source.files().isEmpty()) {
        inputs.put(source.name(), source.files());
      }
    }
    return inputs;
  }

  /** What is read beside files. */
  List<Dataset> datasets() {
    return read().stream().flatMap(source -> source.datasets().stream()).toList();
  }

  private boolean isRead(String name) {
    return queries.stream().anyMatch(query -> query.tables().contains(name));
  }

  /** Adds the steps that read the tables and run the queries. */
  Results addTo(Pipeline pipeline, long runTime) {
    Map<String, PCollection<RowBlock>> blocks = new LinkedHashMap<>();
    PCollectionList<Rejected> rejected = PCollectionList.empty(pipeline);
    PCollectionList<KV<String, Long>> tallies = PCollectionList.empty(pipeline);
    for (QuerySource source : read()) {
      PCollectionTuple read =
          pipeline.apply("Read " + source.name(), source.read(columns(source), runTime));
      blocks.put(source.name(), read.get(ReadBlocks.BLOCKS));
      rejected = rejected.and(read.get(ReadBlocks.REJECTED));
      tallies = tallies.and(read.get(Tallies.TAG));
    }
    for (int step = 0; step < queries.size(); step++) {
      Query query = queries.get(step);
      String name = queries.size() == 1 ? "Query" : "Query " + (step + 1);
      PCollectionTuple tables = PCollectionTuple.empty(pipeline);
      for (String table : query.tables()) {
        tables = tables.and(RunQuery.table(table), blocks.get(table));
      }
      PCollectionTuple result = tables.apply(name, RunQuery.of(query));
      blocks.put(RESULT, result.get(RunQuery.ROWS).setCoder(RowBlockCoder.of(query.type())));
      PCollectionTuple failed =
          result.get(RunQuery.ERRORS).apply("Errors of " + name, RowErrors.of(name, runTime));
      rejected = rejected.and(failed.get(ReadBlocks.REJECTED).setCoder(RejectedCoder.of()));
      tallies = tallies.and(failed.get(Tallies.TAG));
    }
    return new Results(blocks.get(RESULT), rejected, tallies);
  }

  /** The columns that any query needs of a table. */
  private List<InputColumn> columns(QuerySource source) {
    List<String> wanted =
        queries.stream()
            .filter(query -> query.tables().contains(source.name()))
            .flatMap(query -> query.needs(source.name()).names().stream())
            .distinct()
            .collect(Collectors.toList());
    return source.columns().stream().filter(column -> wanted.contains(column.name())).toList();
  }
}
