package dev.catchment.write.webhook;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * Where messages are posted, and how patiently. Its text names scheme and host only, for the rest
 * of the address may be a secret. Immutable.
 *
 * @param address an http or https address
 * @param secretFile the file with the secret that messages are signed with, which is read wherever
 *     there is need and never carried along; or empty for none
 * @param timeout how long one try may take, from connecting to the end of the answer
 * @param tries how often a message is tried, at least 1
 * @param firstPause how long the first pause before another try is, before the jitter
 * @param longestPause how long a pause is at most, unless the server asks for more
 * @param shards how many messages wait apart from each other, at least 1
 * @param capacity how many messages wait in a shard at most, at least 1
 */
public record Webhook(
    URI address,
    String secretFile,
    Duration timeout,
    int tries,
    Duration firstPause,
    Duration longestPause,
    int shards,
    int capacity)
    implements Serializable {
  private static final Duration SECOND = Duration.ofSeconds(1);

  public Webhook {
    checkNotNull(address, "address");
    checkNotNull(secretFile, "secretFile");
    checkLength("timeout", timeout);
    checkLength("firstPause", firstPause);
    checkLength("longestPause", longestPause);
    checkArgument(tries >= 1, "tries is %s, not at least 1", tries);
    checkArgument(shards >= 1, "shards is %s, not at least 1", shards);
    checkArgument(capacity >= 1, "capacity is %s, not at least 1", capacity);
  }

  private static void checkLength(String name, Duration length) {
    checkArgument(!length.isNegative() && !length.isZero(), "%s is %s, not above 0", name, length);
  }

  /**
   * The webhook at an address, unsigned: ten seconds for a try; twelve tries, after pauses of up to
   * 1, 2, 4 … 256 and 300 seconds, in 9 to 19 minutes; 8 shards of 1,000 messages.
   *
   * @throws IllegalArgumentException when the text is no such address; it does not quote it
   */
  public static Webhook of(String address) {
    return new Webhook(
        uri(address), "", SECOND.multipliedBy(10), 12, SECOND, SECOND.multipliedBy(300), 8, 1_000);
  }

  private static URI uri(String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException(
          "the address of a webhook is malformed at character %d; write https://host/path"
              .formatted(wrong.getIndex() + 1));
    }
    boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    checkArgument(
        isHttp && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null,
        "the address of a webhook is https://host/path, without user, password or fragment");
    return uri;
  }

  /** The same, signed with the secret of a file. */
  public Webhook withSecretFile(String file) {
    return new Webhook(address, file, timeout, tries, firstPause, longestPause, shards, capacity);
  }

  /** The same with another patience for one try. */
  public Webhook withTimeout(Duration length) {
    return new Webhook(
        address, secretFile, length, tries, firstPause, longestPause, shards, capacity);
  }

  /**
   * The same with another number of tries, and pauses that double from the first to the longest.
   */
  public Webhook withTries(int count, Duration first, Duration longest) {
    return new Webhook(address, secretFile, timeout, count, first, longest, shards, capacity);
  }

  /** The same with another place to wait. */
  public Webhook withQueue(int count, int messages) {
    return new Webhook(
        address, secretFile, timeout, tries, firstPause, longestPause, count, messages);
  }

  /** Scheme and host. */
  public String label() {
    return address.getScheme() + "://" + address.getAuthority();
  }

  @Override
  public String toString() {
    return label();
  }
}
