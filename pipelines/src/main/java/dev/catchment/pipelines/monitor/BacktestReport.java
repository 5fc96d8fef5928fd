package dev.catchment.pipelines.monitor;

import dev.catchment.pipelines.monitor.BacktestSummary.Monitor;
import dev.catchment.pipelines.monitor.BacktestSummary.Rule;
import dev.catchment.pipelines.report.CurveChart;
import dev.catchment.pipelines.report.CurveChart.Curve;
import dev.catchment.pipelines.report.CurvesSection;
import dev.catchment.pipelines.report.CurvesSection.Cells;
import dev.catchment.pipelines.report.CurvesSection.Tile;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** The report of a backtest: for each monitor its rules, and their alerts day by day. */
final class BacktestReport {
  /** The most days that a chart shows, the last ones. */
  private static final int MOST_DAYS = 366;

  /** The most rules that a chart shows, those with the most alerts. */
  private static final int MOST_RULES = 8;

  private BacktestReport() {}

  static String html(BacktestSummary summary, Run run) {
    return Report.of("How often the rules would have fired", run)
        .withCurves(summary.monitors().stream().map(BacktestReport::section).toList())
        .html();
  }

  private static CurvesSection section(Monitor monitor) {
    long opened = monitor.rules().stream().mapToLong(Rule::opened).sum();
    return new CurvesSection(
        "monitor-" + monitor.name(),
        monitor.name(),
        "%,d alerts would have opened in %,d windows of %,d days. An alert counts on the day, in UTC, on which its window ends."
            .formatted(opened, monitor.windows(), monitor.days()),
        List.of(
            new Tile(
                "opened-" + monitor.name(), monitor.name(), "%,d".formatted(opened), "alerts")),
        List.of(rules(monitor)),
        monitor.days() == 0 || monitor.rules().isEmpty() ? List.of() : List.of(days(monitor)),
        List.of());
  }

  private static Cells rules(Monitor monitor) {
    return new Cells(
        "Rules of " + monitor.name(),
        List.of("Rule", "Opened", "Resolved", "A day", "Days with one"),
        monitor.rules().stream()
            .map(
                rule ->
                    List.of(
                        rule.name(),
                        "%,d".formatted(rule.opened()),
                        "%,d".formatted(rule.resolved()),
                        Double.toString(rule.openedPerDay()),
                        "%,d".formatted(rule.openedByDay().size())))
            .toList());
  }

  private static CurveChart days(Monitor monitor) {
    LocalDate last = LocalDate.parse(monitor.lastDay());
    int count = (int) Math.min(MOST_DAYS, monitor.days());
    List<String> days =
        IntStream.range(0, count)
            .mapToObj(day -> last.minusDays(count - 1L - day).toString())
            .toList();
    return new CurveChart(
        "days-" + monitor.name(),
        "Alerts by day",
        "The alerts of each rule that opened on a day%s."
            .formatted(
                monitor.days() > count || monitor.rules().size() > MOST_RULES
                    ? "; the last %d days, and the %d rules with the most of them"
                        .formatted(MOST_DAYS, MOST_RULES)
                    : ""),
        "day",
        "alerts",
        days,
        monitor.rules().stream()
            .sorted((left, right) -> Long.compare(right.opened(), left.opened()))
            .limit(MOST_RULES)
            .map(rule -> new Curve(rule.name(), points(rule, days), false))
            .toList());
  }

  private static List<List<Double>> points(Rule rule, List<String> days) {
    return IntStream.range(0, days.size())
        .mapToObj(
            day ->
                List.of((double) day, (double) rule.openedByDay().getOrDefault(days.get(day), 0L)))
        .toList();
  }
}
