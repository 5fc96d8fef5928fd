package dev.catchment.read;

/** An input that no record can be read from; the message names the file and what to change. */
public final class InputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
