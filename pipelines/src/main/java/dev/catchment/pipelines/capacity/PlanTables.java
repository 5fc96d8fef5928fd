package dev.catchment.pipelines.capacity;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numbers of a plan as CSV. */
final class PlanTables {
  private PlanTables() {}

  static String months(List<ScenarioPlan> scenarios) {
    StringBuilder table =
        new StringBuilder(
            "scenario,from,mean_rate,busiest_rate,workers,disk_bytes,files,files_compacted,file_bytes,cost\n");
    for (ScenarioPlan scenario : scenarios) {
      for (MonthPlan month : scenario.months()) {
        table.append(
            row(
                scenario.name(),
                month.from(),
                month.meanRate(),
                month.busiestRate(),
                month.workers(),
                month.diskBytes(),
                month.files(),
                month.filesCompacted(),
                month.fileBytes(),
                month.cost()));
      }
    }
    return table.toString();
  }

  static String workers(List<CurvePoint> curve) {
    StringBuilder table =
        new StringBuilder("scenario,workers,utilisation,mean_seconds,p99_seconds\n");
    curve.forEach(
        point ->
            table.append(
                row(
                    point.scenario(),
                    point.workers(),
                    point.utilisation(),
                    point.mean(),
                    point.p99())));
    return table.toString();
  }

  private static String row(Object... cells) {
    return Stream.of(cells).map(PlanTables::cell).collect(Collectors.joining(",", "", "\n"));
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Double number
        ? String.format(Locale.ROOT, number >= 1e6 ? "%.0f" : "%.6f", number)
        : value.toString();
  }
}
