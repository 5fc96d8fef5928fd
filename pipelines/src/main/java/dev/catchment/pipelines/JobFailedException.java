package dev.catchment.pipelines;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;

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

  /** The failure with the deepest cause that says something as its message. */
  static JobFailedException because(RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    if (cause instanceof IOException && message.contains("No space left on device")) {
      message = "the disk is full; free some space or choose another --output";
    } else if (cause instanceof OutOfMemoryError) {
      message = "the memory is not enough; raise it with CATCHMENT_HEAP=6g";
    } else if (!(failure instanceof PipelineExecutionException)) {
      message = cause.getClass().getSimpleName() + ": " + message;
    }
    return new JobFailedException(message, failure);
  }
}
