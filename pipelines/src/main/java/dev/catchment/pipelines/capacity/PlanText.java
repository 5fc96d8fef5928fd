package dev.catchment.pipelines.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan in words. */
final class PlanText {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private PlanText() {}

  /** A number with three significant digits, in whole numbers from 1,000 on. */
  static String number(double value) {
    if (value >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String text = String.format(Locale.ROOT, "%.3g", value);
    return text.contains("e") || !text.contains(".") ? text : text.replaceFirst("\\.?0+$", "");
  }

  /** A time in the unit that suits it; what has none grows without end. */
  static String time(Double seconds) {
    return seconds == null ? "without end" : time(seconds.doubleValue());
  }

  /** A time in the unit that suits it. */
  static String time(double seconds) {
    if (seconds < 1) {
      return number(seconds * 1000) + " ms";
    }
    return seconds < 120
        ? number(seconds) + " s"
        : seconds < 7200
            ? number(seconds / 60) + " min"
            : seconds < 172_800
                ? number(seconds / 3600) + " h"
                : number(seconds / 86_400) + " days";
  }

  /** Bytes in the unit that suits them. */
  static String bytes(double bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return number(value) + " " + UNITS[unit];
  }

  /** A number of workers. */
  static String workers(int count) {
    return count == 1 ? "1 worker" : "%,d workers".formatted(count);
  }

  /** What a scenario needs. */
  static List<String> lines(PlanSummary summary, ScenarioPlan scenario) {
    List<String> lines = new ArrayList<>();
    LatencyPlan latency = scenario.latency();
    lines.add(
        "%s: %s events a second, %s in the busiest hour: %s, busy %.0f %% of it%s; mean %s, p99 %s"
            .formatted(
                scenario.name(),
                number(scenario.meanRate()),
                number(scenario.busiestRate()),
                workers(scenario.workers()),
                100 * latency.utilisation(),
                latency.name().equals(LatencyPlan.HOTTEST) ? " where the hottest keys are" : "",
                time(latency.mean()),
                time(latency.p99())));
    if (!scenario.isEnough()) {
      lines.add("  " + whyNot(summary, scenario));
    }
    given(scenario, lines);
    BurstPlan burst = scenario.burst();
    lines.add(
        "  a burst of %s times for %s leaves %,.0f events, drained %s"
            .formatted(
                number(burst.factor()),
                time(burst.seconds()),
                burst.backlog(),
                burst.drainSeconds() == null ? "never" : "in " + time(burst.drainSeconds())));
    MonthPlan first = scenario.months().get(0);
    MonthPlan last = scenario.months().get(scenario.months().size() - 1);
    if (last.diskBytes() != null) {
      lines.add(
          "  disk: %s after the first month, %s after %d"
              .formatted(
                  bytes(first.diskBytes()), bytes(last.diskBytes()), scenario.months().size()));
    }
    if (last.cost() != null) {
      lines.add(
          "  cost: %s in the first month, %s in all %d"
              .formatted(
                  number(first.cost()),
                  number(scenario.months().stream().mapToDouble(MonthPlan::cost).sum()),
                  scenario.months().size()));
    }
    return lines.stream().map(line -> line.replace("%", "%%")).toList();
  }

  private static void given(ScenarioPlan scenario, List<String> lines) {
    LatencyPlan given = scenario.given();
    if (given != null) {
      lines.add(
          given.p99() == null
              ? "  %s would not keep up: utilisation %.2f in the busiest hour; the plan has %,d"
                  .formatted(workers(given.workers()), given.utilisation(), scenario.workers())
              : "  %s would be busy %.0f %% of it; mean %s, p99 %s"
                  .formatted(
                      workers(given.workers()),
                      100 * given.utilisation(),
                      time(given.mean()),
                      time(given.p99())));
    }
  }

  /** Why no number of workers is enough. */
  static String whyNot(PlanSummary summary, ScenarioPlan scenario) {
    if (summary.serviceP99() > summary.wantedP99()) {
      return "no number of workers has a p99 within %s: the service alone takes %s in 1 of 100 events"
          .formatted(time(summary.wantedP99()), time(summary.serviceP99()));
    }
    return "workers alone are not enough for the hottest keys; the most frequent one has %.2g %% of the events: %s a second, and takes %.0f %% of one worker; split it"
        .formatted(
            100 * summary.hottestKey(),
            number(scenario.busiestRate() * summary.hottestKey()),
            100 * scenario.busiestRate() * summary.hottestKey() * summary.serviceMean());
  }
}
