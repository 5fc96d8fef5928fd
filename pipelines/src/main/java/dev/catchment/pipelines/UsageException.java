package dev.catchment.pipelines;

/**
 * Says that a job cannot start as it was asked to, and what to change; ends the program with exit
 * status 2.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
