package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.Rule;
import org.junit.Test;

public class TaskRunTest {
  @Rule public final Workspace work = new Workspace();

  @Test
  public void whatTheRunnerCannotDoIsRefusedBeforeAnythingIsMade() {
    TaskRun run =
        new TaskRun("job", PipelineOptionsFactory.create(), new Refusing(), Cli.NOW, Cli.silent());

    UsageException refused = assertThrows(UsageException.class, () -> run.of(new Unwanted()));

    assertEquals(
        "job cannot run on Lame: the step Jump is too high; Direct can", refused.getMessage());
    assertFalse(Files.exists(work.path("out")));
  }

  private static final class Refusing implements RunnerSupport {
    @Override
    public String name() {
      return "Lame";
    }

    @Override
    public boolean isFor(PipelineOptions options) {
      return true;
    }

    @Override
    public List<String> refusals(Pipeline pipeline) {
      return List.of("the step Jump is too high; Direct can");
    }
  }

  private final class Unwanted implements Task {
    @Override
    public Map<String, List<String>> inputs() {
      return Map.of();
    }

    @Override
    public Outputs outputs() {
      return new Outputs(work.path("out").toString(), List.of("result"), false);
    }

    @Override
    public void prepare(Console console) {
      throw new IllegalStateException("nothing is prepared for a job that is refused");
    }

    @Override
    public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
      return PCollectionList.empty(pipeline);
    }

    @Override
    public Finish finish() {
      throw new IllegalStateException("a job that is refused has no end");
    }

    @Override
    public ExitStatus report(Console console) {
      throw new IllegalStateException("a job that is refused has nothing to report");
    }
  }
}
