package dev.catchment.pipelines.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.account.Outcome;
import dev.catchment.account.Progress;
import dev.catchment.model.Alert;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.TallyMap;
import dev.catchment.pipelines.TextTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How often the rules of a configuration would have fired, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param read records read
 * @param accepted events that were watched
 * @param rejected records that could not become events
 * @param duplicate records that are the same as another
 * @param withheld records left out for want of consent
 * @param filtered records left out by a rule
 * @param late events that came too late for their window, once for each monitor
 * @param future events after the start of the job, once for each monitor
 * @param keyless events without the key of a monitor, once for each monitor
 * @param opened alerts that opened
 * @param resolved alerts that were resolved
 * @param monitors the monitors in the order of their names
 */
public record BacktestSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("read") long read,
    @JsonProperty("accepted") long accepted,
    @JsonProperty("rejected") long rejected,
    @JsonProperty("duplicate") long duplicate,
    @JsonProperty("withheld") long withheld,
    @JsonProperty("filtered") long filtered,
    @JsonProperty("late") long late,
    @JsonProperty("future") long future,
    @JsonProperty("keyless") long keyless,
    @JsonProperty("opened") long opened,
    @JsonProperty("resolved") long resolved,
    @JsonProperty("monitors") List<Monitor> monitors) {

  /**
   * One monitor.
   *
   * @param name its name
   * @param windows the windows of all its series
   * @param firstDay the first day with a window, in UTC; empty without one
   * @param lastDay the last one
   * @param days how many days from the first to the last
   * @param rules its rules in the order of the configuration
   */
  public record Monitor(
      @JsonProperty("name") String name,
      @JsonProperty("windows") long windows,
      @JsonProperty("firstDay") String firstDay,
      @JsonProperty("lastDay") String lastDay,
      @JsonProperty("days") long days,
      @JsonProperty("rules") List<Rule> rules) {

    private static Monitor of(String name, List<String> rules, SortedMap<String, Long> tallies) {
      SortedMap<String, Long> windows = Firings.windows(tallies, name);
      String first = windows.isEmpty() ? "" : windows.firstKey();
      String last = windows.isEmpty() ? "" : windows.lastKey();
      long days =
          windows.isEmpty()
              ? 0
              : 1 + ChronoUnit.DAYS.between(LocalDate.parse(first), LocalDate.parse(last));
      return new Monitor(
          name,
          TallyMap.sum(windows),
          first,
          last,
          days,
          rules.stream().map(rule -> Rule.of(name, rule, days, tallies)).toList());
    }
  }

  /**
   * One rule.
   *
   * @param name its name
   * @param opened alerts that opened
   * @param resolved alerts that were resolved
   * @param openedPerDay how many opened on a day of the monitor, on average
   * @param openedByDay alerts that opened, by day in UTC
   * @param resolvedByDay alerts that were resolved, by day in UTC
   */
  public record Rule(
      @JsonProperty("name") String name,
      @JsonProperty("opened") long opened,
      @JsonProperty("resolved") long resolved,
      @JsonProperty("openedPerDay") double openedPerDay,
      @JsonProperty("openedByDay") Map<String, Long> openedByDay,
      @JsonProperty("resolvedByDay") Map<String, Long> resolvedByDay) {

    private static Rule of(
        String monitor, String name, long days, SortedMap<String, Long> tallies) {
      Map<String, Long> opened = Firings.alerts(tallies, Alert.Status.OPEN, monitor, name);
      Map<String, Long> resolved = Firings.alerts(tallies, Alert.Status.RESOLVED, monitor, name);
      long count = TallyMap.sum(opened);
      return new Rule(
          name,
          count,
          TallyMap.sum(resolved),
          days == 0 ? 0 : Math.round(1000.0 * count / days) / 1000.0,
          opened,
          resolved);
    }
  }

  /**
   * The summary of tallies.
   *
   * @param rules the rules by monitor
   * @throws IllegalStateException when the accounts do not balance
   */
  static BacktestSummary of(
      SortedMap<String, Long> tallies,
      SortedMap<String, List<String>> rules,
      Instant start,
      double seconds) {
    List<Monitor> monitors =
        rules.entrySet().stream()
            .map(entry -> Monitor.of(entry.getKey(), entry.getValue(), tallies))
            .toList();
    BacktestSummary summary =
        new BacktestSummary(
            MonitorJob.NAME,
            start.toString(),
            seconds,
            total(tallies, Outcome.READ.summaryName()),
            total(tallies, Outcome.ACCEPTED.summaryName()),
            total(tallies, Outcome.REJECTED.summaryName()),
            total(tallies, Outcome.DUPLICATE.summaryName()),
            total(tallies, Outcome.WITHHELD.summaryName()),
            total(tallies, Outcome.FILTERED.summaryName()),
            total(tallies, Progress.LATE),
            total(tallies, Progress.FUTURE),
            total(tallies, Progress.KEYLESS),
            monitors.stream().flatMap(one -> one.rules().stream()).mapToLong(Rule::opened).sum(),
            monitors.stream().flatMap(one -> one.rules().stream()).mapToLong(Rule::resolved).sum(),
            monitors);
    if (summary.read
        != summary.accepted
            + summary.rejected
            + summary.duplicate
            + summary.withheld
            + summary.filtered) {
      throw new IllegalStateException("the accounts do not balance: " + summary);
    }
    return summary;
  }

  private static long total(SortedMap<String, Long> tallies, String group) {
    return TallyMap.sum(TallyMap.below(tallies, group));
  }

  /** Reads a summary. */
  static BacktestSummary read(String file) {
    return JsonFile.read(file, BacktestSummary.class);
  }

  /** Says how often each rule would have fired. */
  void report(Console console) {
    console.result(
        "%,d read = %,d accepted + %,d rejected + %,d duplicate + %,d withheld + %,d filtered",
        read, accepted, rejected, duplicate, withheld, filtered);
    TextTable table =
        new TextTable().row("monitor", "rule", "opened", "resolved", "a day", "days with one");
    for (Monitor monitor : monitors) {
      for (Rule rule : monitor.rules()) {
        table.row(
            monitor.name(),
            rule.name(),
            "%,d".formatted(rule.opened()),
            "%,d".formatted(rule.resolved()),
            Double.toString(rule.openedPerDay()),
            "%,d of %,d".formatted(rule.openedByDay().size(), monitor.days()));
      }
    }
    table.lines("").forEach(line -> console.result("%s", line));
    console.result(
        "%,d alerts would have opened; left out of their windows: %,d events too late, %,d too far ahead, %,d without a key",
        opened, late, future, keyless);
  }
}
