package dev.catchment.pipelines.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.catchment.account.Outcome;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.TallyMap;
import dev.catchment.pipelines.report.Run;
import dev.catchment.query.RowType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the query job did, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param read rows read of all tables
 * @param accepted those that the query had
 * @param rejected those that could not be read, or have a cell that is not of its column's type
 * @param readByTable rows read, by table
 * @param acceptedByTable rows that the query had, by table
 * @param rejectedByTable rows rejected, by table
 * @param rejectedByReason rows rejected, by reason
 * @param failed rows, of a table or of a step, that an expression of the query failed for
 * @param failedByReason those rows, by reason
 * @param rows rows of the result
 * @param columns the types of the columns of the result, by name
 */
@JsonPropertyOrder({"job", "startedAt", "seconds"})
record QuerySummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("read") long read,
    @JsonProperty("accepted") long accepted,
    @JsonProperty("rejected") long rejected,
    @JsonProperty("readByTable") Map<String, Long> readByTable,
    @JsonProperty("acceptedByTable") Map<String, Long> acceptedByTable,
    @JsonProperty("rejectedByTable") Map<String, Long> rejectedByTable,
    @JsonProperty("rejectedByReason") Map<String, Long> rejectedByReason,
    @JsonProperty("failed") long failed,
    @JsonProperty("failedByReason") Map<String, Long> failedByReason,
    @JsonProperty("rows") long rows,
    @JsonProperty("columns") Map<String, String> columns) {
  private static final int TABLE = 0;
  private static final int REASON = 1;

  /**
   * The accounts that tallies hold of tables; throws IllegalStateException when they do not
   * balance.
   */
  static QuerySummary of(
      SortedMap<String, Long> tallies, List<String> tables, RowType type, Run run) {
    Map<String, Long> read = new TreeMap<>(by(tallies, Outcome.READ, TABLE));
    tables.forEach(table -> read.putIfAbsent(table, 0L));
    Map<String, Long> accepted = by(tallies, Outcome.ACCEPTED, TABLE);
    Map<String, Long> rejected = by(tallies, Outcome.REJECTED, TABLE);
    read.forEach(
        (table, rows) -> {
          if (rows != accepted.getOrDefault(table, 0L) + rejected.getOrDefault(table, 0L)) {
            throw new IllegalStateException("the accounts do not balance: " + tallies);
          }
        });
    Map<String, String> columns = new LinkedHashMap<>();
    type.columns()
        .forEach(
            column -> columns.put(column.name(), column.type().name().toLowerCase(Locale.ROOT)));
    Map<String, Long> failed = TallyMap.below(tallies, RowErrors.ERRORS);
    return new QuerySummary(
        QueryJob.NAME,
        run.time().toString(),
        run.seconds(),
        TallyMap.sum(read),
        TallyMap.sum(accepted),
        TallyMap.sum(rejected),
        read,
        accepted,
        rejected,
        by(tallies, Outcome.REJECTED, REASON),
        TallyMap.sum(failed),
        failed,
        tallies.getOrDefault(CountRows.ROWS, 0L),
        columns);
  }

  private static Map<String, Long> by(SortedMap<String, Long> tallies, Outcome outcome, int part) {
    return TallyMap.by(tallies, outcome.summaryName(), part);
  }

  /** Says what became of the rows. */
  void report(Console console) {
    readByTable.forEach(
        (table, count) ->
            console.result(
                "%s: %,d read = %,d accepted + %,d rejected",
                table,
                count,
                acceptedByTable.getOrDefault(table, 0L),
                rejectedByTable.getOrDefault(table, 0L)));
    console.result(
        "%,d %s of %s", rows, rows == 1 ? "row" : "rows", String.join(", ", columns.keySet()));
  }

  /**
   * The exit status that the accounts give.
   *
   * @param maxRejected the greatest share of the rows of a table that may be rejected
   * @param place where the rejected ones are, or empty
   */
  ExitStatus status(double maxRejected, String place, Console console) {
    String why = place.isEmpty() ? "--output=DIR keeps them" : place + " says why";
    if (failed > 0) {
      console.note(
          "query: %,d rows are left out, as an expression failed: %s; %s",
          failed, failedByReason, why);
    }
    for (Map.Entry<String, Long> table : rejectedByTable.entrySet()) {
      if (table.getValue() > maxRejected * readByTable.get(table.getKey())) {
        console.note(
            "query: %,d of %,d rows of %s were rejected, more than --maxRejected=%s allows: %s; %s",
            table.getValue(),
            readByTable.get(table.getKey()),
            table.getKey(),
            maxRejected,
            rejectedByReason,
            why);
        return ExitStatus.TOO_MANY_REJECTED;
      }
    }
    return ExitStatus.DONE;
  }

  /** Reads a summary. */
  static QuerySummary read(String file) {
    return JsonFile.read(file, QuerySummary.class);
  }
}
