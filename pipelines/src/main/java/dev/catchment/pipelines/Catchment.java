package dev.catchment.pipelines;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.audience.AudienceJob;
import dev.catchment.pipelines.cluster.ClusterJob;
import dev.catchment.pipelines.collect.CollectJob;
import dev.catchment.pipelines.demo.DemoJob;
import dev.catchment.pipelines.generate.GenerateJob;
import dev.catchment.pipelines.profile.ProfileJob;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** The command line: {@code catchment JOB --option=value …}. */
public final class Catchment {
  private static final Map<String, Job<?>> JOBS = new LinkedHashMap<>();

  static {
    for (Job<?> job :
        List.<Job<?>>of(
            new GenerateJob(),
            new CollectJob(),
            new ProfileJob(),
            new ClusterJob(),
            new AudienceJob(),
            new DemoJob())) {
      JOBS.put(job.name(), job);
    }
  }

  private Catchment() {}

  /** Runs a job and ends the program with its exit status. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err, InstantSource.system()).code());
  }

  /** Runs a job with the given streams and clock. */
  public static ExitStatus run(
      String[] arguments, PrintStream out, PrintStream err, InstantSource clock) {
    Console console = new Console(out, err, clock, "catchment " + String.join(" ", arguments));
    try {
      return start(arguments, console);
    } catch (UsageException e) {
      console.note("catchment: %s", e.getMessage());
      return ExitStatus.USAGE;
    } catch (RuntimeException | OutOfMemoryError e) {
      JobFailedException failure =
          e instanceof JobFailedException known ? known : JobFailedException.because(e);
      console.note("catchment: failed: %s", failure.getMessage());
      if ("1".equals(System.getenv("CATCHMENT_DEBUG"))) {
        e.printStackTrace(err);
      }
      return ExitStatus.FAILED;
    }
  }

  /**
   * Runs a job as part of another; {@link UsageException} and {@link JobFailedException} are the
   * caller's to handle.
   */
  public static ExitStatus start(String[] arguments, Console console) {
    String word = arguments.length == 0 ? "help" : arguments[0];
    String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
    if (word.equals("help") || word.equals("--help")) {
      help(rest, console);
      return ExitStatus.DONE;
    }
    if (Arrays.asList(rest).contains("--help")) {
      help(new String[] {word}, console);
      return ExitStatus.DONE;
    }
    return start(job(word), rest, console);
  }

  private static <T extends PipelineOptions> ExitStatus start(
      Job<T> job, String[] arguments, Console console) {
    T options = CommandLine.parse(job, arguments);
    Set<String> given =
        Arrays.stream(arguments)
            .map(argument -> argument.substring(2).split("=", 2)[0])
            .collect(Collectors.toSet());
    for (RunnerDefaults defaults : ServiceLoader.load(RunnerDefaults.class)) {
      if (defaults.isFor(options)) {
        defaults.apply(options, given);
      }
    }
    FileSystems.setDefaultPipelineOptions(options);
    return job.run(options, console);
  }

  private static Job<?> job(String name) {
    Job<?> job = JOBS.get(name);
    if (job == null) {
      throw new UsageException(
          "there is no job %s%s. The jobs are %s"
              .formatted(
                  name,
                  Nearest.to(name, JOBS.keySet())
                      .map(near -> "; did you mean " + near + "?")
                      .orElse(""),
                  String.join(", ", JOBS.keySet())));
    }
    return job;
  }

  private static void help(String[] names, Console console) {
    if (names.length > 0) {
      CommandLine.help(job(names[0])).forEach(line -> console.result("%s", line));
      return;
    }
    console.result("catchment JOB --option=value …");
    console.result("");
    JOBS.values().forEach(job -> console.result("  %-10s %s", job.name(), job.summary()));
    console.result("");
    console.result("catchment help JOB explains the options of a job.");
  }
}
