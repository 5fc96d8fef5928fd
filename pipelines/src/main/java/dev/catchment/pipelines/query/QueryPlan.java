package dev.catchment.pipelines.query;

import dev.catchment.account.Tallies;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.FirstSteps;
import dev.catchment.query.Query;
import dev.catchment.query.QueryException;
import dev.catchment.query.QueryTable;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowError;
import dev.catchment.query.RowType;
import dev.catchment.query.RunQuery;
import dev.catchment.read.RecordRanges;
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

  /** What comes out where it is written at once: names of files, what was rejected, and counts. */
  record Written(
      PCollection<String> names,
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
      tables.put(RESULT, new QueryTable(type(), isOrdered(), isUnbounded(), Optional.empty()));
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
    Map<String, PCollectionTuple> inputs = new LinkedHashMap<>();
    Map<String, FirstSteps> first = new LinkedHashMap<>();
    Accounts accounts = new Accounts(pipeline);
    for (QuerySource source : read()) {
      Optional<FirstSteps> steps =
          source instanceof FileSource ? firstSteps(source.name()) : Optional.empty();
      steps.ifPresent(begun -> first.put(source.name(), begun));
      PCollectionTuple read =
          pipeline.apply(
              "Read " + source.name(),
              steps.isPresent()
                  ? ((FileSource) source).read(columns(source), steps.get(), runTime)
                  : source.read(columns(source), runTime));
      inputs.put(source.name(), read);
      accounts.add(read);
    }
    PCollection<RowBlock> rows = null;
    for (int step = 0; step < queries.size(); step++) {
      Query query = queries.get(step);
      PCollectionTuple tables = PCollectionTuple.empty(pipeline);
      Map<String, FirstSteps> begun = new LinkedHashMap<>();
      for (String table : query.tables()) {
        if (table.equals(RESULT)) {
          tables = tables.and(RunQuery.table(table), rows);
          continue;
        }
        PCollectionTuple input = inputs.get(table);
        tables = tables.and(RunQuery.table(table), input.get(ReadBlocks.BLOCKS));
        if (first.containsKey(table)) {
          begun.put(table, first.get(table));
          tables =
              tables
                  .and(RunQuery.states(table), input.get(ReadBlocks.STATES))
                  .and(RunQuery.errors(table), input.get(ReadBlocks.ERRORS));
        }
      }
      PCollectionTuple result = tables.apply(name(step), RunQuery.of(query).after(begun));
      rows = result.get(RunQuery.ROWS);
      accounts.add(rejected(name(step), result.get(RunQuery.ERRORS), runTime));
    }
    return new Results(rows, accounts.rejected, accounts.tallies);
  }

  private String name(int step) {
    return queries.size() == 1 ? "Query" : "Query " + (step + 1);
  }

  private static PCollectionTuple rejected(
      String name, PCollection<RowError> errors, long runTime) {
    PCollectionTuple failed = errors.apply("Errors of " + name, RowErrors.of(name, runTime));
    failed.get(ReadBlocks.REJECTED).setCoder(RejectedCoder.of());
    return failed;
  }

  /** What is done to a table where it is read, if only one query reads it, and that once. */
  private Optional<FirstSteps> firstSteps(String table) {
    List<Query> readers = queries.stream().filter(query -> query.tables().contains(table)).toList();
    return readers.size() == 1 ? readers.get(0).firstSteps(table) : Optional.empty();
  }

  /** Whether the result is made of the rows of one table of files, one by one. */
  boolean isRowByRow() {
    return queries.size() == 1
        && read().size() == 1
        && read().get(0) instanceof FileSource source
        && firstSteps(source.name()).filter(last()::isDoneBy).isPresent();
  }

  /** As {@link #addTo} where {@link #isRowByRow}, with the result written where it is read. */
  Written addTo(Pipeline pipeline, long runTime, String path, RowFormat format) {
    FileSource source = (FileSource) read().get(0);
    List<InputColumn> columns = columns(source);
    PCollectionTuple written =
        pipeline
            .apply("Ranges", RecordRanges.of(source.files(), source.format()))
            .apply(
                "Transform " + source.name(),
                TransformFiles.of(
                    source.scan(columns, runTime),
                    columns,
                    firstSteps(source.name()).orElseThrow(),
                    path,
                    format));
    Accounts accounts = new Accounts(pipeline);
    accounts.add(written);
    accounts.add(rejected(name(0), written.get(ReadBlocks.ERRORS), runTime));
    return new Written(written.get(TransformFiles.NAMES), accounts.rejected, accounts.tallies);
  }

  /** What was rejected, and counts, of all steps. */
  private static final class Accounts {
    private PCollectionList<Rejected> rejected;
    private PCollectionList<KV<String, Long>> tallies;

    Accounts(Pipeline pipeline) {
      rejected = PCollectionList.empty(pipeline);
      tallies = PCollectionList.empty(pipeline);
    }

    void add(PCollectionTuple step) {
      rejected = rejected.and(step.get(ReadBlocks.REJECTED));
      tallies = tallies.and(step.get(Tallies.TAG));
    }
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
