package dev.catchment.model;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;

/**
 * A topic or a subscription of Pub/Sub. Speaks of no library of Google, which not every class path
 * has.
 *
 * @param project the project
 * @param name the name of the topic or the subscription in it
 */
public record PubsubName(String project, String name) implements Serializable {
  /** What an address begins with. */
  public static final String SCHEME = "pubsub://";

  private static final String PROJECT = "([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]";
  private static final String NAME = "(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}";

  /**
   * The topic or subscription of an address such as {@code pubsub://my-project/orders}.
   *
   * @throws IllegalArgumentException when the text is no such address
   */
  public static PubsubName of(String address) {
    checkArgument(
        address.matches(SCHEME + PROJECT + "/" + NAME),
        "\"%s\" is no address of Pub/Sub; write pubsub://project/name",
        address);
    int slash = address.indexOf('/', SCHEME.length());
    return new PubsubName(address.substring(SCHEME.length(), slash), address.substring(slash + 1));
  }

  /** Whether Google's libraries are on the class path. */
  public static boolean isKnown() {
    return PubsubName.class
            .getClassLoader()
            .getResource("org/apache/beam/sdk/io/gcp/pubsub/PubsubIO.class")
        != null;
  }

  @Override
  public String toString() {
    return SCHEME + project + "/" + name;
  }
}
