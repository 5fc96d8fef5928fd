package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.Catchment;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.launch.LaunchJob;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Looks at all that another job needs, without starting it and without leaving anything; see {@code
 * docs/jobs/doctor.md}.
 */
public final class DoctorJob implements Job<PipelineOptions> {
  private static final LaunchJob LAUNCH = new LaunchJob();
  private static final List<Check> CHECKS =
      List.of(
          new JavaCheck(),
          new ConfigCheck(),
          new ObservationCheck(),
          new PlanCheck(),
          new InputCheck(),
          new SampleCheck(),
          new OutputCheck(),
          new DiskCheck(),
          new KeyCheck(),
          new RunnerCheck(),
          new MemoryCheck());

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public String summary() {
    return "checks all that another job needs, without starting it: doctor JOB --option=value …";
  }

  @Override
  public Class<PipelineOptions> options() {
    return PipelineOptions.class;
  }

  @Override
  public ExitStatus run(PipelineOptions options, Console console) {
    return examine(List.of(), console);
  }

  /**
   * Examines a job; of a launch, the job that it starts.
   *
   * @param words the name of the job and its arguments, as the command line has them
   * @return {@link ExitStatus#DONE} when the job would start, else {@link ExitStatus#USAGE}
   */
  public ExitStatus examine(List<String> words, Console console) {
    if (words.isEmpty()) {
      throw new UsageException(
          "doctor needs the name of a job and its options; write: catchment doctor collect --config=catchment.yaml …");
    }
    List<String> command =
        words.get(0).equals(LAUNCH.name()) ? LaunchJob.command(words, console) : words;
    Examination examination = new Examination(command, console.now());
    if (findJob(examination)) {
      readOptions(examination);
    }
    for (Check check : CHECKS) {
      if (examination.options() != null && (examination.work().isPresent() || !check.needsWork())) {
        check.examine(examination);
      }
    }
    Page.print(examination, console);
    return examination.hasProblem() ? ExitStatus.USAGE : ExitStatus.DONE;
  }

  /** Takes the name of the job off the arguments; that of the nearest when there is none of it. */
  private static boolean findJob(Examination examination) {
    try {
      examination.setJob(job(examination));
    } catch (UsageException complaint) {
      examination.problem("job", complaint);
      if (complaint.correction().isEmpty()) {
        return false;
      }
      examination.setJob(job(examination));
    }
    List<String> arguments = examination.arguments();
    examination.setArguments(arguments.subList(1, arguments.size()));
    return true;
  }

  private static Job<?> job(Examination examination) {
    List<String> words = examination.arguments();
    Job<?> job = Catchment.job(words.get(0), words.toArray(String[]::new));
    if (job instanceof DoctorJob) {
      throw new UsageException("doctor cannot look at itself; name another job");
    }
    return job;
  }

  /** Reads the options; goes on with the corrected ones where all can be corrected. */
  private static void readOptions(Examination examination) {
    Job<?> job = examination.job();
    List<String> given = examination.arguments();
    List<UsageException> complaints = Catchment.complaints(job, given);
    complaints.forEach(complaint -> examination.problem("command line", complaint));
    if (!Catchment.complaints(job, examination.arguments()).isEmpty()) {
      return;
    }
    try {
      examination.setOptions(Catchment.options(job, new ArrayList<>(examination.arguments())));
    } catch (UsageException complaint) {
      examination.problem("command line", complaint);
      return;
    }
    if (complaints.isEmpty()) {
      examination.ok(
          "command line",
          "%s, known and of the right form".formatted(Words.count(given.size(), "option")));
    }
  }
}
