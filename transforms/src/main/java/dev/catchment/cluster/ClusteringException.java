package dev.catchment.cluster;

import com.google.common.base.Strings;

/**
 * The settings of a clustering are wrong or do not go with the data; the message says which and
 * what to change, and never holds a value of a row. Where only the data shows it, it is thrown
 * while the pipeline runs and is the cause of the runner's exception.
 */
public final class ClusteringException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClusteringException(String message) {
    super(message);
  }

  /** Throws one with a message whose {@code %s} are the arguments, unless a condition holds. */
  static void check(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new ClusteringException(Strings.lenientFormat(message, arguments));
    }
  }
}
