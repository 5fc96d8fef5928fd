package dev.catchment.store;

/** A manifest that cannot be understood, or that is missing; the message names the file. */
public final class InvalidManifestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidManifestException(String message) {
    super(message);
  }

  InvalidManifestException(String message, Throwable cause) {
    super(message, cause);
  }
}
