package dev.catchment.pipelines.monitor;

import dev.catchment.account.CountElements;
import dev.catchment.model.Measured.Pane;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.plan.MonitorPlan;
import dev.catchment.pipelines.report.Run;
import dev.catchment.write.TallyFile;
import dev.catchment.write.WriteRejected;
import dev.catchment.write.WriteTallies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Files of sources that are watched to see how often each rule of the configuration would have
 * fired; no alert goes anywhere.
 *
 * @param options the job's options
 */
record BacktestTask(MonitorOptions options, Sources sources, MonitorPlan monitors) implements Task {
  static final String REJECTED = "rejected";
  static final String REPORT = "report.html";
  static final String SUMMARY = "summary.json";

  private static final String TALLIES = "tallies";

  @Override
  public Map<String, List<String>> inputs() {
    return sources.inputs();
  }

  @Override
  public Outputs outputs() {
    return new Outputs(
        options.getOutput(), List.of(REJECTED, REPORT, SUMMARY), options.getOverwrite());
  }

  @Override
  public Optional<String> key() {
    return sources.key();
  }

  @Override
  public List<Sample> samples() {
    return sources.samples(1);
  }

  @Override
  public void prepare(Console console) {
    sources.prepare(console);
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    Watched watched = Watched.addTo(pipeline, sources, monitors);
    return PCollectionList.of(
            watched.rejected().apply("Write rejected", WriteRejected.to(staging.path(REJECTED))))
        .and(
            watched
                .tallies()
                .and(
                    watched
                        .windows()
                        .apply(
                            "Windows on time",
                            Filter.by(window -> window.getValue().pane() == Pane.ON_TIME))
                        .apply("Count windows", CountElements.by(Firings::window)))
                .and(watched.alerts().apply("Count alerts", CountElements.by(Firings::alert)))
                .apply("All tallies", Flatten.pCollections())
                .apply("Write tallies", WriteTallies.to(staging.path(TALLIES))));
  }

  @Override
  public Finish finish() {
    TreeMap<String, List<String>> rules = new TreeMap<>();
    monitors.watches().forEach(watch -> rules.put(watch.monitor(), watch.ruleNames()));
    return (staging, run) -> summarise(rules, staging, run);
  }

  private static void summarise(SortedMap<String, List<String>> rules, Staging staging, Run run) {
    BacktestSummary summary =
        BacktestSummary.of(TallyFile.read(staging.path(TALLIES)), rules, run.time(), run.seconds());
    JsonFile.writeText(staging.path(REPORT), BacktestReport.html(summary, run));
    JsonFile.write(staging.path(SUMMARY), summary);
  }

  @Override
  public ExitStatus report(Console console) {
    BacktestSummary summary = BacktestSummary.read(outputs().path(SUMMARY));
    summary.report(console);
    console.result("%s shows them by day (%.1f s)", outputs().path(REPORT), summary.seconds());
    return ExitStatus.DONE;
  }
}
