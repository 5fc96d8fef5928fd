package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Places;
import dev.catchment.pipelines.StagedOutput;
import dev.catchment.pipelines.Version;
import dev.catchment.pipelines.Work;
import dev.catchment.pipelines.report.Run;
import dev.catchment.write.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what a job needs before it is launched; see {@code docs/jobs/plan.md}. */
public final class PlanJob implements Job<PlanOptions> {
  private static final String SUMMARY = "summary.json";
  private static final String MONTHS = "months.csv";
  private static final String WORKERS = "workers.csv";
  private static final String LINES = "options.txt";
  private static final String REPORT = "report.html";

  /** What is read and written, as the doctor wants to know it. */
  private record PlanWork(PlanOptions options) implements Work {
    @Override
    public Map<String, List<String>> inputs() {
      Map<String, List<String>> inputs = new TreeMap<>();
      if (options.getCounts() != null) {
        inputs.put("counts", List.of(options.getCounts()));
      }
      if (options.getTimes() != null) {
        inputs.put("times", List.of(options.getTimes()));
      }
      if (options.getSummary() != null) {
        inputs.put("summary", options.getSummary());
      }
      return inputs;
    }

    @Override
    public Outputs outputs() {
      return new Outputs(
          options.getOutput(),
          List.of(MONTHS, WORKERS, LINES, REPORT, SUMMARY),
          options.getOverwrite());
    }
  }

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String summary() {
    return "tells the workers, partitions, disk and cost that traffic needs, before it is launched";
  }

  @Override
  public Class<PlanOptions> options() {
    return PlanOptions.class;
  }

  @Override
  public Work plan(PlanOptions options, Instant start) {
    checked(options, start);
    return new PlanWork(options);
  }

  @Override
  public ExitStatus run(PlanOptions options, Console console) {
    Instant start = console.now();
    CapacityPlan plan = checked(options, start);
    Work work = new PlanWork(options);
    Places.checkApart(work);
    StagedOutput.write(
        name(),
        work.outputs(),
        done -> console.note("%s: %s", name(), done),
        output -> write(plan, start, console, output));
    tell(PlanSummary.read(work.outputs().path(SUMMARY)), options, console);
    return ExitStatus.DONE;
  }

  private static CapacityPlan checked(PlanOptions options, Instant start) {
    CapacityPlan plan = CapacityPlan.of(PlanInputs.of(options, start));
    plan.checkWorkers();
    return plan;
  }

  private static void write(CapacityPlan plan, Instant start, Console console, Publication output) {
    List<ScenarioPlan> scenarios = plan.scenarios();
    List<CurvePoint> curve = plan.curve(scenarios);
    PlanSummary summary = plan.summary(scenarios, start, console.secondsSince(start));
    List<String> lines = plan.lines(scenarios);
    JsonFile.writeText(output.staging(MONTHS), PlanTables.months(scenarios));
    JsonFile.writeText(output.staging(WORKERS), PlanTables.workers(curve));
    JsonFile.writeText(output.staging(LINES), String.join("\n", lines) + "\n");
    Run run = new Run(Version.TEXT, "", start, summary.seconds(), console.commandLine());
    JsonFile.writeText(output.staging(REPORT), PlanReport.html(plan, summary, curve, lines, run));
    JsonFile.write(output.staging(SUMMARY), summary);
  }

  private static void tell(PlanSummary summary, PlanOptions options, Console console) {
    console.result("traffic: %s", summary.traffic());
    summary
        .scenarios()
        .forEach(scenario -> PlanText.lines(summary, scenario).forEach(console::result));
    console.result(
        "%s/report.html shows the plan (%.1f s)", options.getOutput(), summary.seconds());
  }
}
