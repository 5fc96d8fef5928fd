package dev.catchment.pipelines;

import java.time.Instant;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.DoubleFunction;

/**
 * Shows on a console how far a job is, again and again until it is closed: every second where a
 * terminal is; else every 5 seconds in the first minute, every 10 seconds in the first five
 * minutes, every 30 seconds in the first hour, then every 5 minutes.
 */
final class ProgressReport implements AutoCloseable {
  private static final long LOOK_MILLIS = 250;

  private final Console console;
  private final Instant start;
  private final DoubleFunction<String> line;
  private final Timer timer = new Timer("progress", true);
  private double next;
  private boolean closed;

  ProgressReport(Console console, Instant start, DoubleFunction<String> line) {
    this.console = console;
    this.start = start;
    this.line = line;
    this.next = pause(0);
  }

  /**
   * Begins to show.
   *
   * @param start when the job started
   * @param line what to show after so many seconds
   */
  static ProgressReport start(Console console, Instant start, DoubleFunction<String> line) {
    ProgressReport report = new ProgressReport(console, start, line);
    report.timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            report.look();
          }
        },
        LOOK_MILLIS,
        LOOK_MILLIS);
    return report;
  }

  /** Shows a line if it is time for one. */
  void look() {
    double seconds = console.secondsSince(start);
    if (seconds >= next) {
      String text = line.apply(seconds);
      synchronized (this) {
        if (!closed) {
          console.progress(text);
        }
      }
      next = seconds + pause(seconds);
    }
  }

  private double pause(double seconds) {
    return console.isTerminal() ? 1 : plainPause(seconds);
  }

  /** The seconds between two lines of a log after so many seconds. */
  static double plainPause(double seconds) {
    if (seconds < 60) {
      return 5;
    }
    if (seconds < 300) {
      return 10;
    }
    return seconds < 3600 ? 30 : 300;
  }

  @Override
  public void close() {
    end();
  }

  /** Shows nothing more; any thread may say so. */
  synchronized void end() {
    closed = true;
    timer.cancel();
    console.endProgress();
  }
}
