package dev.catchment.pipelines.observe;

/** Says in words where an event could not be delivered to, why, and what to check. */
final class UndeliveredException extends Exception {
  private static final long serialVersionUID = 1;

  UndeliveredException(String message, Throwable cause) {
    super(message, cause);
  }
}
