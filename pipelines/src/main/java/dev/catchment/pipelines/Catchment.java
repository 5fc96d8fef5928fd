package dev.catchment.pipelines;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.audience.AudienceJob;
import dev.catchment.pipelines.capacity.PlanJob;
import dev.catchment.pipelines.cluster.ClusterJob;
import dev.catchment.pipelines.collect.CollectJob;
import dev.catchment.pipelines.compact.CompactJob;
import dev.catchment.pipelines.demo.DemoJob;
import dev.catchment.pipelines.doctor.DoctorJob;
import dev.catchment.pipelines.generate.GenerateJob;
import dev.catchment.pipelines.infer.InferJob;
import dev.catchment.pipelines.launch.LaunchJob;
import dev.catchment.pipelines.live.LiveJob;
import dev.catchment.pipelines.live.ParityJob;
import dev.catchment.pipelines.lookalike.LookalikeJob;
import dev.catchment.pipelines.monitor.MonitorJob;
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.pipelines.query.QueryJob;
import dev.catchment.pipelines.repair.RepairJob;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/** The command line: {@code catchment JOB --option=value …}. */
public final class Catchment {
  private static final Map<String, Job<?>> JOBS = new LinkedHashMap<>();

  static {
    for (Job<?> job :
        List.<Job<?>>of(
            new GenerateJob(),
            new InferJob(),
            new CollectJob(),
            new CompactJob(),
            new RepairJob(),
            new ProfileJob(),
            new ClusterJob(),
            new AudienceJob(),
            new LookalikeJob(),
            new LiveJob(),
            new ParityJob(),
            new MonitorJob(),
            new QueryJob(),
            new PlanJob(),
            new DemoJob(),
            new LaunchJob(),
            new DoctorJob())) {
      JOBS.put(job.name(), job);
    }
  }

  private Catchment() {}

  /** Runs a job and ends the program with its exit status. */
  public static void main(String[] arguments) {
    int status = run(arguments).code();
    Interruption.PROCESS.giveWay();
    System.exit(status);
  }

  /** Runs a job with the streams and the clock of this process. */
  static ExitStatus run(String[] arguments) {
    return run(arguments, System.out, System.err, InstantSource.system());
  }

  /** Runs a job with the given streams and clock. */
  public static ExitStatus run(
      String[] arguments, PrintStream out, PrintStream err, InstantSource clock) {
    Console console =
        new Console(out, err, clock, "catchment " + String.join(" ", arguments))
            .withTerminal(Integer.getInteger("catchment.terminal", 0));
    try {
      return start(arguments, console);
    } catch (RuntimeException | OutOfMemoryError e) {
      if (Interruption.PROCESS.isUnderWay()) {
        return ExitStatus.FAILED;
      }
      if (e instanceof UsageException) {
        console.note("catchment: %s", e.getMessage());
        return ExitStatus.USAGE;
      }
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
    String[] rest =
        Arrays.stream(arguments).skip(1).map(CommandLine::inOneWord).toArray(String[]::new);
    if (word.equals("help") || word.equals("--help")) {
      help(
          Arrays.stream(rest).filter(name -> !name.startsWith("--")).toArray(String[]::new),
          console);
      return ExitStatus.DONE;
    }
    if (Arrays.asList(rest).contains("--help")) {
      help(new String[] {word}, console);
      return ExitStatus.DONE;
    }
    Job<?> job = job(word, arguments);
    return job instanceof DoctorJob doctor
        ? doctor.examine(List.of(rest), console)
        : start(job, rest, console);
  }

  private static <T extends PipelineOptions> ExitStatus start(
      Job<T> job, String[] words, Console console) {
    String[] arguments = CommandLine.withoutWord(job, words);
    return job.run(options(job, List.of(arguments)), console);
  }

  /**
   * The options of a job, with what serves the runner best, and the file systems made ready.
   *
   * @throws UsageException naming all that is wrong with the arguments
   */
  public static <T extends PipelineOptions> T options(Job<T> job, List<String> arguments) {
    T options = CommandLine.parse(job, arguments.toArray(String[]::new));
    if (options instanceof ArgumentsOptions passed) {
      passed.setArguments(List.copyOf(arguments));
    }
    if (job.isLive(options)) {
      options.as(StreamingOptions.class).setStreaming(true);
    }
    RunnerSupport.of(options).apply(options, ArgumentsOptions.names(arguments));
    FileSystems.setDefaultPipelineOptions(options);
    return options;
  }

  /** All that is wrong with the arguments of a job. */
  public static List<UsageException> complaints(Job<?> job, List<String> arguments) {
    return CommandLine.complaints(job, arguments);
  }

  /**
   * The options that a command line stands for, without starting its job.
   *
   * @throws UsageException when it is not right
   */
  public static PipelineOptions options(String... words) {
    Job<?> job = job(words[0]);
    return CommandLine.parse(
        job, CommandLine.withoutWord(job, Arrays.copyOfRange(words, 1, words.length)));
  }

  /** All jobs, in the order in which they are shown. */
  public static List<Job<?>> jobs() {
    return List.copyOf(JOBS.values());
  }

  /**
   * The job that a word names.
   *
   * @param arguments the whole command line, for what was meant
   * @throws UsageException when there is none
   */
  public static Job<?> job(String name, String... arguments) {
    Job<?> job = JOBS.get(name);
    if (job != null) {
      return job;
    }
    List<String> words = new ArrayList<>(List.of(arguments));
    Optional<String> later =
        name.startsWith("-")
            ? words.stream().filter(JOBS::containsKey).findFirst()
            : Optional.empty();
    if (later.isPresent()) {
      words.remove(later.get());
      words.add(0, later.get());
      throw new UsageException(
          "the job comes first and its options after it; write: catchment "
              + ShellWords.join(words),
          new Correction(List.of(arguments), words));
    }
    Optional<String> near = Nearest.to(name, JOBS.keySet());
    throw new UsageException(
        "there is no job %s%s The jobs are %s"
            .formatted(
                name, Nearest.hintOrStop(name, JOBS.keySet()), String.join(", ", JOBS.keySet())),
        near.map(right -> Correction.replace(name, right)).orElse(null));
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
