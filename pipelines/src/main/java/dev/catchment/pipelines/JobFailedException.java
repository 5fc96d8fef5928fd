package dev.catchment.pipelines;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.util.List;

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

  /**
   * The failure in the words of the first cause that has words for people. The message of a foreign
   * exception is not shown unless it is one of input or output: it may quote a record.
   */
  public static JobFailedException because(Throwable failure) {
    return new JobFailedException(inWords(Throwables.getCausalChain(failure)), failure);
  }

  private static String inWords(List<Throwable> causes) {
    for (Throwable cause : causes) {
      if (cause instanceof IOException
          && String.valueOf(cause.getMessage()).contains("No space left on device")) {
        return "the disk is full; free some space or choose another --output";
      }
      if (cause instanceof OutOfMemoryError) {
        return "the memory is not enough; raise it, for example with CATCHMENT_HEAP=6g";
      }
    }
    for (Throwable cause : causes) {
      if (cause.getClass().getName().startsWith("dev.catchment.")) {
        return cause.getMessage();
      }
    }
    Throwable deepest = causes.get(causes.size() - 1);
    String name = deepest.getClass().getSimpleName();
    return "%s (with CATCHMENT_DEBUG=1 the stack trace is shown)"
        .formatted(deepest instanceof IOException ? name + ": " + deepest.getMessage() : name);
  }
}
