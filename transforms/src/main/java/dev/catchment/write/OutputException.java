package dev.catchment.write;

/** An output that cannot be written; the message names the path and what to change. */
public class OutputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public OutputException(String message) {
    super(message);
  }

  public OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
