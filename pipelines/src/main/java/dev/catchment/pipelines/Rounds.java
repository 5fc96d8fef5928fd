package dev.catchment.pipelines;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Runs a job again and again until the process is told to end; each round is a run of its own. One
 * that fails is told, and the next one tries again. When the first fails, the job has failed, and
 * so it has when {@value #MOST_FAILURES} fail in a row.
 */
public final class Rounds {
  /** How many rounds in a row may fail. */
  private static final int MOST_FAILURES = 10;

  /** What goes by between two rounds. */
  public interface Pause {
    /** Waits for a time; whether there is to be another round. */
    boolean until(Instant time);
  }

  private final String name;
  private final Supplier<ExitStatus> round;
  private final Duration every;
  private final Console console;
  private final Pause pause;

  /**
   * Rounds.
   *
   * @param name the job's name
   * @param round one run of it
   * @param every the time from the beginning of a round to that of the next; a round that takes
   *     longer is followed at once
   */
  public Rounds(
      String name, Supplier<ExitStatus> round, Duration every, Console console, Pause pause) {
    this.name = name;
    this.round = round;
    this.every = every;
    this.console = console;
    this.pause = pause;
  }

  /** Rounds without an end. */
  public static Rounds of(
      String name, Supplier<ExitStatus> round, Duration every, Console console) {
    return new Rounds(
        name,
        round,
        every,
        console,
        time -> {
          Duration left = Duration.between(console.now(), time);
          if (!left.isNegative()) {
            Uninterruptibles.sleepUninterruptibly(left);
          }
          return true;
        });
  }

  /** Goes on; the status is that of the last round. */
  public ExitStatus run() {
    Instant next = console.now().plus(every);
    ExitStatus status = round.get();
    int failures = 0;
    while (pause.until(next)) {
      next = console.now().plus(every);
      try {
        status = round.get();
        failures = 0;
      } catch (UsageException | JobFailedException failure) {
        failures++;
        if (failures == MOST_FAILURES || Interruption.PROCESS.isUnderWay()) {
          throw failure;
        }
        console.note(
            "%s: %s; the next round tries again (%d of %d)",
            name, failure.getMessage(), failures, MOST_FAILURES - 1);
      }
    }
    return status;
  }
}
