package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.LiveTask;
import dev.catchment.pipelines.PipelineWork;
import dev.catchment.pipelines.Places;
import dev.catchment.pipelines.RunnerSupport;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** Sees whether the runner can do every step, sees every place, and can be reached. */
final class RunnerCheck implements Check {
  private static final String SUBJECT = "runner";

  @Override
  public void examine(Examination examination) {
    PipelineOptions options = examination.options();
    RunnerSupport runner = examination.runner();
    List<String> complaints = runner.complaints(options);
    complaints.forEach(complaint -> examination.problem(SUBJECT, new UsageException(complaint)));
    String able = " is there for the jobs that are run";
    if (examination.work().orElseThrow() instanceof PipelineWork work) {
      able = " can run every step";
      try {
        Places.checkSeen(work, runner, options);
      } catch (UsageException complaint) {
        examination.problem(SUBJECT, complaint);
      }
      checkSteps(examination, work);
    }
    if (!examination.hasProblem(SUBJECT)) {
      examination.ok(
          SUBJECT,
          runner.name()
              + able
              + ", "
              + runner.cluster(options).map(place -> "on " + place).orElse("in this process"));
    }
  }

  private static void checkSteps(Examination examination, PipelineWork work) {
    Pipeline pipeline;
    try {
      pipeline = Pipeline.create(examination.options());
    } catch (IllegalArgumentException wrong) {
      // The runner misses an option of its own, such as a project.
      examination.problem(
          SUBJECT,
          String.valueOf(wrong.getMessage()).lines().findFirst().orElse("its options are wrong"),
          "give the options that the runner needs");
      return;
    }
    if (work instanceof LiveTask live) {
      live.build(pipeline);
    } else if (work instanceof Task task) {
      task.build(pipeline, task.outputs()::path);
    }
    for (String refusal : examination.runner().refusals(pipeline)) {
      examination.problem(SUBJECT, refusal, "choose another --runner");
    }
  }
}
