package dev.catchment.lookalike;

import com.google.common.base.Strings;

/**
 * People and seeds of which no look-alikes can or may be found, or a text that is no model; the
 * message says why and what to change, and never holds an id or a value. Where only the data shows
 * it, it is thrown while the pipeline runs and is the cause of the runner's exception.
 */
public final class LookalikeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LookalikeException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Throws one with a message whose {@code %s} are the arguments, unless a condition holds. */
  static void check(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new LookalikeException(Strings.lenientFormat(message, arguments), null);
    }
  }
}
