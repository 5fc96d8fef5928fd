package dev.catchment.read;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.common.base.Throwables;

/**
 * What a service of Google answered to a question that failed.
 *
 * @param status the status of HTTP, or 0 where there was no answer
 * @param said the first line of what was said
 */
record GoogleAnswer(int status, String said) {
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;

  /** The answer that made a question fail. */
  static GoogleAnswer of(Exception failure) {
    return Throwables.getCausalChain(failure).stream()
        .filter(HttpResponseException.class::isInstance)
        .map(cause -> of((HttpResponseException) cause))
        .findFirst()
        .orElseGet(
            () -> new GoogleAnswer(0, firstLine(Throwables.getRootCause(failure).getMessage())));
  }

  private static GoogleAnswer of(HttpResponseException answer) {
    return new GoogleAnswer(
        answer.getStatusCode(),
        answer instanceof GoogleJsonResponseException json && json.getDetails() != null
            ? firstLine(json.getDetails().getMessage())
            : firstLine(answer.getStatusMessage()));
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
