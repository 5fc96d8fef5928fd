package dev.catchment.pipelines;

/**
 * Runs a job in a process that belongs to a runner, such as a JobManager of Flink in application
 * mode or the launcher of a Dataflow template. Never ends that process: returns when the job is
 * done, and throws when it is not.
 *
 * <p>The job is the first word, as on the command line, or where only options can be given the
 * system property {@code catchment.job}.
 */
public final class Submitted {
  /** The system property that names the job. */
  static final String JOB = "catchment.job";

  private Submitted() {}

  /** Runs a job; throws {@link JobFailedException} unless it ends with exit status 0. */
  public static void main(String[] arguments) {
    String job = System.getProperty(JOB, "");
    String[] words = arguments;
    if (!job.isEmpty()) {
      words = new String[arguments.length + 1];
      words[0] = job;
      System.arraycopy(arguments, 0, words, 1, arguments.length);
    }
    ExitStatus status = Catchment.run(words);
    if (status != ExitStatus.DONE) {
      throw JobFailedException.of(
          "%s ended with exit status %d; the lines above say why"
              .formatted(words.length == 0 ? "catchment" : words[0], status.code()));
    }
  }
}
