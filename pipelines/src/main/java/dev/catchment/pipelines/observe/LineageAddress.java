package dev.catchment.pipelines.observe;

import com.google.common.base.Throwables;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * A server that takes lineage events. An event that it does not take is tried again when it was
 * busy or did not answer; a redirection is not followed, as the token would go with it.
 */
final class LineageAddress implements LineageTarget {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Waits between two tries. */
  interface Pause {
    void take(Duration length) throws InterruptedException;
  }

  private final URI address;
  private final String token;
  private final Duration patience;
  private final Pause pause;
  private final HttpClient client;

  /**
   * A server.
   *
   * @param token what it wants to see, or empty
   * @param patience how long one try may take
   */
  LineageAddress(URI address, String token, Duration patience, Pause pause) {
    this.address = address;
    this.token = token;
    this.patience = patience;
    this.pause = pause;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  /**
   * A server, which is not asked yet.
   *
   * @param tokenFile the file that holds the token, or null
   * @throws UsageException when the file holds none
   */
  static LineageAddress of(URI address, String tokenFile) {
    return new LineageAddress(
        address,
        tokenFile == null ? "" : token(tokenFile),
        PATIENCE,
        length -> Thread.sleep(length.toMillis()));
  }

  private static String token(String file) {
    String token;
    try {
      token = JsonFile.readText(file).strip();
    } catch (UncheckedIOException failure) {
      throw new UsageException(
          "--lineageTokenFile=%s cannot be read; name a file that is there and that this user may read"
              .formatted(file),
          failure);
    }
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new UsageException(
          "--lineageTokenFile=%s must hold one line with a token and nothing else".formatted(file));
    }
    return token;
  }

  @Override
  public void send(String event, int tries) throws UndeliveredException {
    HttpRequest request = request(event);
    Duration length = FIRST_PAUSE;
    for (int left = tries - 1; ; left--) {
      UndeliveredException failure;
      boolean isFinal;
      try {
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status / 100 == 2) {
          return;
        }
        failure = undelivered("status " + status, advice(status), null);
        isFinal = status / 100 != 5 && status != 408 && status != 429;
      } catch (IOException noAnswer) {
        failure = undelivered(fault(noAnswer), advice(noAnswer), noAnswer);
        isFinal = false;
      } catch (InterruptedException ending) {
        throw ending(ending);
      }
      if (isFinal || left <= 0) {
        throw failure;
      }
      pause(length);
      length = length.multipliedBy(2);
    }
  }

  private HttpRequest request(String event) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  private void pause(Duration length) throws UndeliveredException {
    try {
      pause.take(length);
    } catch (InterruptedException ending) {
      throw ending(ending);
    }
  }

  private UndeliveredException ending(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return undelivered("interrupted", "nothing is wrong with it", cause);
  }

  private UndeliveredException undelivered(String fault, String advice, Throwable cause) {
    return new UndeliveredException("%s: %s; %s".formatted(address, fault, advice), cause);
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 -> "check the token in --lineageTokenFile";
      case 400, 422 -> "the server does not take this event; check that it knows OpenLineage 2-0-2";
      case 408, 429 -> "the server is busy; check its load";
      default ->
          status / 100 == 5
              ? "check the log of the server"
              : "check the path of --lineage; Marquez has /api/v1/lineage";
    };
  }

  private static String fault(IOException noAnswer) {
    if (noAnswer instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (noAnswer instanceof ConnectException) {
      return Throwables.getRootCause(noAnswer) instanceof UnresolvedAddressException
          ? "the host is not known"
          : "the connection is refused";
    }
    return noAnswer instanceof SSLException ? "no secure connection" : "the connection broke off";
  }

  private static String advice(IOException noAnswer) {
    return noAnswer instanceof SSLException
        ? "check whether the server speaks https and this Java trusts its certificate"
        : "check the address, and whether the server is running and reachable from here";
  }
}
