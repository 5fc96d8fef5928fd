package dev.catchment.query;

/** A query that cannot be run; the message names line, column and the nearest known name. */
public final class QueryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public QueryException(String message) {
    super(message);
  }

  QueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
