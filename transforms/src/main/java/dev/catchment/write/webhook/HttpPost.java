package dev.catchment.write.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Posts messages to a webhook; a redirection is not followed. */
final class HttpPost {
  private final Webhook webhook;
  private final Optional<Signature> signature;
  private final LongSupplier clock;
  private final HttpClient client;

  /**
   * A client.
   *
   * @param clock the milliseconds since 1970 that stand in signatures
   */
  HttpPost(Webhook webhook, Optional<Signature> signature, LongSupplier clock) {
    this.webhook = webhook;
    this.signature = signature;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(webhook.timeout())
            .build();
  }

  /** Posts a message; the future never fails. */
  CompletableFuture<Answer> post(Waiting waiting) {
    CompletableFuture<HttpResponse<Void>> sent =
        client.sendAsync(request(waiting), BodyHandlers.discarding());
    return sent.copy()
        .orTimeout(webhook.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (response, failure) -> {
              if (failure != null) {
                sent.cancel(true);
                return failed(failure);
              }
              return Answer.ofStatus(response.statusCode(), retryAfter(response.headers()));
            });
  }

  private HttpRequest request(Waiting waiting) {
    String body = waiting.message().json();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(webhook.address())
            .header("Content-Type", "application/json")
            .header("User-Agent", "Catchment")
            .header("Idempotency-Key", waiting.id())
            .POST(BodyPublishers.ofString(body));
    signature.ifPresent(
        made ->
            request.header(
                Signature.HEADER,
                made.of(TimeUnit.MILLISECONDS.toSeconds(clock.getAsLong()), body)));
    return request.build();
  }

  /** Names the kind of failure only: the message of a foreign exception may quote what was sent. */
  private static Answer failed(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      return Answer.away("no answer in time");
    }
    if (cause instanceof ConnectException) {
      return Answer.away("no connection");
    }
    if (cause instanceof IOException) {
      return Answer.away("broken connection (%s)".formatted(cause.getClass().getSimpleName()));
    }
    throw new IllegalStateException(cause);
  }

  /** The seconds, or the time against the server's own clock. */
  private static Duration retryAfter(HttpHeaders headers) {
    String text = headers.firstValue("Retry-After").orElse("").strip();
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Optional<ZonedDateTime> until = time(text);
    Optional<ZonedDateTime> now = headers.firstValue("Date").flatMap(HttpPost::time);
    if (until.isEmpty() || now.isEmpty() || until.get().isBefore(now.get())) {
      return Duration.ZERO;
    }
    return Duration.between(now.get(), until.get());
  }

  private static Optional<ZonedDateTime> time(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
