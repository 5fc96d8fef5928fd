package dev.catchment.pipelines;

import java.io.IOException;
import java.util.Objects;

/** Says why a job failed while it ran; ends the program with exit status 1. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A failure that is not caused by another. */
  public static JobFailedException of(String message) {
    return new JobFailedException(message, null);
  }

  /** The failure in the words of its deepest cause. */
  static JobFailedException because(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return new JobFailedException(inWords(cause), failure);
  }

  private static String inWords(Throwable cause) {
    String message = Objects.requireNonNullElse(cause.getMessage(), "no message");
    if (cause instanceof IOException && message.contains("No space left on device")) {
      return "the disk is full; free some space or choose another --output";
    }
    if (cause instanceof OutOfMemoryError) {
      return "the memory is not enough; raise it, for example with CATCHMENT_HEAP=6g";
    }
    boolean forPeople = cause.getClass().getName().startsWith("dev.catchment.");
    return forPeople
        ? message
        : cause.getClass().getSimpleName()
            + ": "
            + message
            + " (with CATCHMENT_DEBUG=1 the stack trace is shown)";
  }
}
