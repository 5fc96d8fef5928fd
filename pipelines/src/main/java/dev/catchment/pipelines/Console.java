package dev.catchment.pipelines;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Where a job speaks to the person who started it: results to one stream, progress to another. */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final InstantSource clock;
  private final String commandLine;
  private final UnaryOperator<String> rewrite;

  /**
   * A console.
   *
   * @param out takes results
   * @param err takes progress and complaints
   * @param clock gives the time of the run
   * @param commandLine how the job was started, for the report
   */
  public Console(PrintStream out, PrintStream err, InstantSource clock, String commandLine) {
    this(out, err, clock, commandLine, UnaryOperator.identity());
  }

  private Console(
      PrintStream out,
      PrintStream err,
      InstantSource clock,
      String commandLine,
      UnaryOperator<String> rewrite) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.commandLine = commandLine;
    this.rewrite = rewrite;
  }

  /** The same console that prints one text for another, such as a final place for a staged one. */
  public Console replacing(String text, String replacement) {
    return new Console(
        out, err, clock, commandLine, line -> rewrite.apply(line.replace(text, replacement)));
  }

  /** Prints a line of a result. */
  public void result(String format, Object... arguments) {
    out.println(rewrite.apply(String.format(Locale.ROOT, format, arguments)));
  }

  /** Prints a line about the progress of the work or a complaint. */
  public void note(String format, Object... arguments) {
    err.println(rewrite.apply(String.format(Locale.ROOT, format, arguments)));
  }

  /** The time. */
  public Instant now() {
    return clock.instant();
  }

  /** The seconds since a time. */
  public double secondsSince(Instant start) {
    return Duration.between(start, now()).toMillis() / 1000.0;
  }

  public String commandLine() {
    return commandLine;
  }
}
