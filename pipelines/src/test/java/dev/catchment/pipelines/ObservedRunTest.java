package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.observe.ObserveOptions;
import dev.catchment.pipelines.observe.RunObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.Rule;
import org.junit.Test;

public class ObservedRunTest {
  private static final Pattern TYPE = Pattern.compile("\"eventType\":\"([A-Z]+)\"");

  @Rule public final Workspace work = new Workspace();

  @Test
  public void anInterruptedRunIsAborted() throws IOException {
    Interruption interruption = new Interruption();

    assertThrows(
        JobFailedException.class,
        () ->
            run(
                interruption,
                task -> {
                  interruption.undo();
                  throw JobFailedException.of("the pipeline ended in the state CANCELLED");
                }));

    assertEquals(List.of("START", "ABORT"), types());
    String metrics = Files.readString(work.path("job.prom"));
    assertTrue(metrics, metrics.contains("catchment_run_success{job_name=\"job\"} 0\n"));
    assertTrue(metrics, !metrics.contains("catchment_run_exit_status"));
  }

  @Test
  public void aRunThatHasEndedIsNotAbortedAnyMore() throws IOException {
    Interruption interruption = new Interruption();

    run(interruption, task -> ExitStatus.DONE);
    interruption.undo();

    assertEquals(List.of("START", "COMPLETE"), types());
  }

  @Test
  public void aRunOfAProcessThatIsEndingDoesNotBegin() throws IOException {
    Interruption interruption = new Interruption();
    interruption.undo();

    assertThrows(JobFailedException.class, () -> run(interruption, task -> ExitStatus.DONE));

    assertFalse(Files.exists(work.path("lineage.jsonl")));
  }

  @Test
  public void aRunThatIsInterruptedWhileItIsPlannedDoesNotBegin() {
    Interruption interruption = new Interruption();
    RunObserver observer = RunObserver.of("job", options(), new Here(false), Cli.NOW, Cli.silent());

    ExitStatus status =
        ObservedRun.observed(
            () -> {
              interruption.undo();
              return new Nothing();
            },
            task -> ExitStatus.DONE,
            observer,
            false,
            interruption);

    assertEquals(ExitStatus.DONE, status);
    assertFalse(Files.exists(work.path("lineage.jsonl")));
  }

  @Test
  public void aJobThatIsHandedOverHasOnlyBegun() throws IOException {
    ObserveOptions options = options();
    options.setMetrics(null);
    RunObserver observer = RunObserver.of("job", options, new Here(true), Cli.NOW, Cli.silent());

    ObservedRun.observed(Nothing::new, task -> ExitStatus.DONE, observer, true, new Interruption());

    assertEquals(List.of("START"), types());
  }

  @Test
  public void aJobThatIsHandedOverHasNoMetrics() {
    UsageException refused =
        assertThrows(
            UsageException.class,
            () -> RunObserver.of("job", options(), new Here(true), Cli.NOW, Cli.silent()));

    assertTrue(refused.getMessage(), refused.getMessage().startsWith("--metrics: on Here"));
  }

  private ObserveOptions options() {
    ObserveOptions options = PipelineOptionsFactory.as(ObserveOptions.class);
    options.setLineage(work.path("lineage.jsonl").toString());
    options.setMetrics(work.path("job.prom").toString());
    return options;
  }

  private ExitStatus run(Interruption interruption, Function<PipelineWork, ExitStatus> job) {
    RunObserver observer = RunObserver.of("job", options(), new Here(false), Cli.NOW, Cli.silent());
    return ObservedRun.observed(Nothing::new, job, observer, false, interruption);
  }

  private List<String> types() throws IOException {
    return TYPE.matcher(Files.readString(work.path("lineage.jsonl")))
        .results()
        .map((MatchResult type) -> type.group(1))
        .toList();
  }

  private record Here(boolean isDetached) implements RunnerSupport {
    @Override
    public String name() {
      return "Here";
    }

    @Override
    public boolean isFor(PipelineOptions options) {
      return true;
    }

    @Override
    public boolean isDetached(PipelineOptions options) {
      return isDetached;
    }
  }

  private final class Nothing implements Task {
    @Override
    public Map<String, List<String>> inputs() {
      return Map.of();
    }

    @Override
    public Outputs outputs() {
      return new Outputs(work.path("out").toString(), List.of("table.csv", "summary.json"), false);
    }

    @Override
    public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
      return PCollectionList.empty(pipeline);
    }

    @Override
    public Finish finish() {
      return (staging, run) -> {};
    }

    @Override
    public ExitStatus report(Console console) {
      return ExitStatus.DONE;
    }
  }
}
