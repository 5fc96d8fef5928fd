package dev.catchment.pipelines;

import java.io.PrintStream;

/**
 * Shows one line that is replaced by the next where a terminal is, and line after line where none
 * is, then without any control character.
 */
final class StatusLine {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final int columns;
  private boolean shown;

  /**
   * A line on a stream.
   *
   * @param columns the width of the terminal that the stream goes to; 0 for none
   */
  StatusLine(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  boolean isTerminal() {
    return columns > 0;
  }

  /** Shows a line; a terminal gets as much of it as fits. */
  synchronized void show(String text) {
    if (isTerminal()) {
      out.print(CLEAR + text.substring(0, Math.min(text.length(), columns - 1)));
      out.flush();
      shown = true;
    } else {
      out.println(text);
    }
  }

  /** Makes place for other lines. */
  synchronized void clear() {
    if (shown) {
      out.print(CLEAR);
      out.flush();
      shown = false;
    }
  }
}
