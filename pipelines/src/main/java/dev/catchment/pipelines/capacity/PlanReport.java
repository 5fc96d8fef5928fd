package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.report.CurveChart;
import dev.catchment.pipelines.report.CurveChart.Curve;
import dev.catchment.pipelines.report.CurvesSection;
import dev.catchment.pipelines.report.CurvesSection.Cells;
import dev.catchment.pipelines.report.CurvesSection.Tile;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The report of a plan: what is needed, and the curves behind it. */
final class PlanReport {
  private static final int WEEK = 7 * 24;
  private static final double HOUR = 3600;
  private static final String NONE = "–";

  private PlanReport() {}

  static String html(
      CapacityPlan plan, PlanSummary summary, List<CurvePoint> curve, List<String> lines, Run run) {
    return Report.of("What the traffic needs", run)
        .withCurves(
            List.of(
                new CurvesSection(
                    "needs",
                    "What is needed",
                    lede(summary),
                    tiles(summary),
                    List.of(needs(summary)),
                    List.of(),
                    lines),
                section(
                    "traffic",
                    "Traffic",
                    "What is expected of it, in UTC.",
                    List.of(),
                    List.of(
                        week(plan),
                        byMonth(
                            summary,
                            "rate",
                            "The busiest hour of each month",
                            "events a second",
                            MonthPlan::busiestRate))),
                section(
                    "latency",
                    "Latency",
                    "How long events take from their arrival to the end of their service, and what"
                        + " waits after a burst.",
                    List.of(),
                    latencies(plan, summary, curve)),
                section(
                    "months",
                    "Month by month",
                    "Workers for the busiest hour of a month, and what is stored at its end.",
                    summary.scenarios().stream().map(PlanReport::months).toList(),
                    growth(summary))))
        .html();
  }

  private static CurvesSection section(
      String id, String title, String lede, List<Cells> tables, List<CurveChart> charts) {
    return new CurvesSection(id, title, lede, List.of(), tables, charts, List.of());
  }

  private static String lede(PlanSummary summary) {
    String lede =
        "Traffic: %s. A worker takes %s for an event on average (%s; variability %s), and 99 of 100 events shall be done within %s."
            .formatted(
                summary.traffic(),
                PlanText.time(summary.serviceMean()),
                summary.service(),
                PlanText.number(summary.serviceVariability()),
                PlanText.time(summary.wantedP99()));
    return summary.scenarios().stream()
        .filter(scenario -> !scenario.isEnough())
        .findFirst()
        .map(scenario -> lede + " But " + PlanText.whyNot(summary, scenario) + ".")
        .orElse(lede);
  }

  private static List<Tile> tiles(PlanSummary summary) {
    List<Tile> tiles = new ArrayList<>();
    ScenarioPlan now = summary.today();
    tiles.add(
        new Tile(
            "workers",
            "Workers",
            "%,d".formatted(now.workers()),
            summary.scenarios().size() == 1
                ? ""
                : "%,d for %s the traffic"
                    .formatted(summary.later().workers(), summary.later().name())));
    tiles.add(
        new Tile(
            "p99",
            "p99 latency",
            PlanText.time(now.latency().p99()),
            "wanted " + PlanText.time(summary.wantedP99())));
    tiles.add(
        new Tile(
            "drain",
            "Burst drained in",
            now.burst().drainSeconds() == null ? NONE : PlanText.time(now.burst().drainSeconds()),
            "after %s times for %s"
                .formatted(
                    PlanText.number(now.burst().factor()), PlanText.time(now.burst().seconds()))));
    tiles.add(new Tile("partitions", "Partitions", "%,d".formatted(summary.partitions()), ""));
    MonthPlan last = now.months().get(now.months().size() - 1);
    if (last.diskBytes() != null) {
      tiles.add(
          new Tile(
              "disk",
              "Disk",
              PlanText.bytes(last.diskBytes()),
              "after %d months".formatted(now.months().size())));
    }
    if (last.cost() != null) {
      tiles.add(
          new Tile(
              "cost", "Cost a month", PlanText.number(now.months().get(0).cost()), "at first"));
    }
    return tiles;
  }

  private static String name(ScenarioPlan scenario) {
    return scenario.scale() == 1 ? "Today" : PlanText.number(scenario.scale()) + " times";
  }

  private static Cells needs(PlanSummary summary) {
    List<String> heads = new ArrayList<>(List.of(""));
    summary.scenarios().forEach(scenario -> heads.add(name(scenario)));
    List<List<String>> rows = new ArrayList<>();
    row(rows, summary, "Events a second, mean", one -> PlanText.number(one.meanRate()));
    row(rows, summary, "Events a second, busiest hour", one -> PlanText.number(one.busiestRate()));
    row(rows, summary, "Workers that keep up with it", one -> count(one.leastWorkers()));
    row(rows, summary, "Workers for the p99", one -> count(one.workersForLatency()));
    row(rows, summary, "Workers for the burst", one -> count(one.workersForBurst()));
    row(rows, summary, "Workers for the hottest keys", one -> count(one.workersForKeys()));
    row(rows, summary, "Workers for the first priority", one -> count(one.workersForFirst()));
    row(rows, summary, "Workers", one -> count(one.workers()));
    List<LatencyPlan> latencies = summary.today().latencies();
    for (int line = 0; line < latencies.size(); line++) {
      int place = line;
      String of =
          latencies.get(line).name().equals(LatencyPlan.ALL)
              ? ""
              : " of " + latencies.get(line).name();
      row(
          rows,
          summary,
          "Mean latency" + of,
          one -> PlanText.time(one.latencies().get(place).mean()));
      row(
          rows,
          summary,
          "p99 latency" + of,
          one -> PlanText.time(one.latencies().get(place).p99()));
    }
    row(rows, summary, "Utilisation", one -> percent(one.latencies().get(0).utilisation()));
    row(rows, summary, "Share of the hottest worker", one -> percent(one.hottestWorker()));
    row(
        rows,
        summary,
        "Utilisation of the hottest worker",
        one -> percent(one.hottestUtilisation()));
    row(
        rows,
        summary,
        "Events waiting after the burst",
        one -> PlanText.number(one.burst().backlog()));
    row(
        rows,
        summary,
        "Time to drain it",
        one ->
            one.burst().drainSeconds() == null ? NONE : PlanText.time(one.burst().drainSeconds()));
    row(
        rows,
        summary,
        "Longest backlog of the traffic",
        one -> PlanText.number(one.backlog().events()));
    return new Cells("By scenario", heads, rows);
  }

  /** A row, where at least one scenario has something to tell. */
  private static void row(
      List<List<String>> rows,
      PlanSummary summary,
      String name,
      Function<ScenarioPlan, String> cell) {
    List<String> row = new ArrayList<>(List.of(name));
    summary.scenarios().forEach(scenario -> row.add(cell.apply(scenario)));
    if (row.stream().skip(1).anyMatch(text -> !text.equals(NONE))) {
      rows.add(row);
    }
  }

  private static String count(Integer value) {
    return value == null ? NONE : "%,d".formatted(value);
  }

  private static String percent(Double share) {
    return share == null ? NONE : PlanText.number(100 * share) + " %";
  }

  private static Cells months(ScenarioPlan scenario) {
    return new Cells(
        "By month: " + name(scenario),
        List.of(
            "From", "Mean rate", "Busiest hour", "Workers", "Disk", "Files", "Compacted", "Cost"),
        scenario.months().stream()
            .map(
                month ->
                    List.of(
                        month.from(),
                        PlanText.number(month.meanRate()),
                        PlanText.number(month.busiestRate()),
                        count(month.workers()),
                        text(month.diskBytes(), PlanText::bytes),
                        text(month.files(), PlanText::number),
                        text(month.filesCompacted(), PlanText::number),
                        text(month.cost(), PlanText::number)))
            .toList());
  }

  private static String text(Double value, Function<Double, String> form) {
    return value == null ? NONE : form.apply(value);
  }

  private static List<CurveChart> latencies(
      CapacityPlan plan, PlanSummary summary, List<CurvePoint> curve) {
    List<CurveChart> charts = new ArrayList<>();
    summary.scenarios().forEach(scenario -> charts.add(latency(summary, scenario, curve)));
    charts.add(burst(summary));
    if (summary.hottestKey() != null) {
      charts.add(skew(plan, summary));
    }
    return charts;
  }

  private static List<CurveChart> growth(PlanSummary summary) {
    List<CurveChart> charts = new ArrayList<>();
    charts.add(byMonth(summary, "workers", "Workers", "workers", MonthPlan::workers));
    if (summary.eventBytes() != null) {
      charts.add(byMonth(summary, "disk", "Disk", "gigabytes", month -> month.diskBytes() / 1e9));
    }
    return charts;
  }

  private static CurveChart week(CapacityPlan plan) {
    List<List<Double>> points =
        IntStream.range(0, WEEK)
            .mapToObj(
                hour ->
                    List.of(
                        hour / 24.0,
                        plan.inputs().traffic().expected(hour * HOUR, (hour + 1) * HOUR) / HOUR))
            .toList();
    return new CurveChart(
        "week-chart",
        "A week of traffic",
        "What is expected of the first week from %s on, hour by hour."
            .formatted(plan.demand().from()),
        "days",
        "events a second",
        List.of(),
        List.of(new Curve("Expected", points, false)));
  }

  private static CurveChart byMonth(
      PlanSummary summary, String id, String title, String y, ToDoubleFunction<MonthPlan> value) {
    List<Curve> curves = new ArrayList<>();
    for (ScenarioPlan scenario : summary.scenarios()) {
      List<MonthPlan> months = scenario.months();
      curves.add(
          new Curve(
              name(scenario),
              IntStream.range(0, months.size())
                  .mapToObj(
                      month -> List.of((double) month, value.applyAsDouble(months.get(month))))
                  .toList(),
              false));
    }
    return new CurveChart(
        id + "-chart",
        title,
        "Each month begins with the day that is named.",
        "month from",
        y,
        summary.today().months().stream().map(MonthPlan::from).toList(),
        curves);
  }

  private static CurveChart latency(
      PlanSummary summary, ScenarioPlan scenario, List<CurvePoint> curve) {
    List<CurvePoint> points =
        curve.stream().filter(point -> point.scenario().equals(scenario.name())).toList();
    double ceiling = 8 * Math.max(summary.wantedP99(), points.get(points.size() - 1).p99());
    List<CurvePoint> shown = points.stream().filter(point -> point.p99() <= ceiling).toList();
    return new CurveChart(
        "latency-chart-" + (scenario.scale() == 1 ? "today" : "later"),
        "Latency by workers: " + name(scenario),
        "In the busiest hour. Fewer than %,d workers do not keep up; the dashed line is what is wanted of the p99."
            .formatted(scenario.leastWorkers()),
        "workers",
        "seconds",
        List.of(),
        List.of(
            new Curve("p99", points(shown, CurvePoint::p99), false),
            new Curve("Mean", points(shown, CurvePoint::mean), false),
            new Curve("Wanted", points(shown, point -> summary.wantedP99()), true)));
  }

  private static List<List<Double>> points(
      List<CurvePoint> curve, ToDoubleFunction<CurvePoint> value) {
    return curve.stream()
        .map(point -> List.of((double) point.workers(), value.applyAsDouble(point)))
        .toList();
  }

  private static CurveChart burst(PlanSummary summary) {
    List<Curve> curves = new ArrayList<>();
    for (ScenarioPlan scenario : summary.scenarios()) {
      Burst burst = new Burst(scenario.burst().factor(), scenario.burst().seconds());
      double capacity = scenario.workers() / summary.serviceMean();
      curves.add(
          new Curve(
              name(scenario),
              burst.curve(scenario.busiestRate(), capacity).stream()
                  .map(point -> List.of(point.get(0) / 60, point.get(1)))
                  .toList(),
              false));
    }
    return new CurveChart(
        "burst-chart",
        "A burst in the busiest hour",
        "What waits from the start of a burst of %s times for %s on, with the workers of the plan."
            .formatted(
                PlanText.number(summary.today().burst().factor()),
                PlanText.time(summary.today().burst().seconds())),
        "minutes",
        "events that wait",
        List.of(),
        curves);
  }

  private static CurveChart skew(CapacityPlan plan, PlanSummary summary) {
    PlanOptions options = plan.inputs().options();
    KeySkew keys = new KeySkew(options.getKeys(), options.getSkew());
    List<List<Double>> points = new ArrayList<>();
    int most = Math.max(16, 2 * summary.partitions());
    for (int partitions = 1;
        partitions <= most;
        partitions = Math.max(partitions + 1, partitions * 5 / 4)) {
      points.add(
          List.of((double) partitions, partitions * keys.hottest(partitions, options.getSeed())));
    }
    return new CurveChart(
        "skew-chart",
        "The fullest partition",
        "How many times its fair part the fullest partition has, as the hash of %,d keys happens to fall. The most frequent key has %.2g %% of all events, wherever it falls."
            .formatted(options.getKeys(), 100 * summary.hottestKey()),
        "partitions",
        "times the mean",
        List.of(),
        List.of(
            new Curve("Fullest", points, false),
            new Curve(
                "Even", points.stream().map(point -> List.of(point.get(0), 1.0)).toList(), true)));
  }
}
