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
  private final StatusLine status;

  /**
   * A console.
   *
   * @param out takes results
   * @param err takes progress and complaints
   * @param clock gives the time of the run
   * @param commandLine how the job was started, for the report
   */
  public Console(PrintStream out, PrintStream err, InstantSource clock, String commandLine) {
    this(out, err, clock, commandLine, UnaryOperator.identity(), new StatusLine(err, 0));
  }

  private Console(
      PrintStream out,
      PrintStream err,
      InstantSource clock,
      String commandLine,
      UnaryOperator<String> rewrite,
      StatusLine status) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.commandLine = commandLine;
    this.rewrite = rewrite;
    this.status = status;
  }

  /** The same console where progress goes to a terminal of so many columns; 0 for none. */
  Console withTerminal(int columns) {
    return new Console(out, err, clock, commandLine, rewrite, new StatusLine(err, columns));
  }

  /** The same console that prints one text for another, such as a final place for a staged one. */
  public Console replacing(String text, String replacement) {
    return new Console(
        out,
        err,
        clock,
        commandLine,
        line -> rewrite.apply(line.replace(text, replacement)),
        status);
  }

  /** Prints a line of a result. */
  public void result(String format, Object... arguments) {
    status.clear();
    out.println(rewrite.apply(String.format(Locale.ROOT, format, arguments)));
  }

  /** Prints a line about the work or a complaint. */
  public void note(String format, Object... arguments) {
    status.clear();
    err.println(rewrite.apply(String.format(Locale.ROOT, format, arguments)));
  }

  /** Shows how far the work is, on a terminal in place of what was shown before. */
  void progress(String line) {
    status.show(rewrite.apply(line));
  }

  /** Shows no progress any more. */
  void endProgress() {
    status.clear();
  }

  boolean isTerminal() {
    return status.isTerminal();
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
