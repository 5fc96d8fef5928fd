package dev.catchment.cluster;

/**
 * A stored model cannot be used; the message names the file, the field and what is wrong with it.
 */
public final class InvalidModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidModelException(String message) {
    super(message);
  }

  InvalidModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
