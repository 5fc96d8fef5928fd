package dev.catchment.pipelines.watch;

import dev.catchment.pipelines.UsageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where a server of a job listens.
 *
 * @param option the option that says so, for complaints
 */
public record ListenAddress(String option, InetAddress host, int port) {
  /** The form of the value: a port, or an address and a port. */
  public static final String FORM = "(([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+\\]):)?[0-9]{1,5}";

  private static final int LAST_PORT = 65_535;

  /**
   * The address of an option's value; without a host it is of the loopback interface.
   *
   * @throws UsageException when it is no address of this machine
   */
  static ListenAddress of(String option, String value) {
    int colon = value.lastIndexOf(':');
    int port = value.matches(FORM) ? Integer.parseInt(value.substring(colon + 1)) : -1;
    if (port < 0 || port > LAST_PORT) {
      throw new UsageException(
          "--%s=%s is no port; write a number from 0 to %d, or ADDRESS:PORT such as 0.0.0.0:8080"
              .formatted(option, value, LAST_PORT));
    }
    try {
      InetAddress host =
          colon < 0
              ? InetAddress.getByAddress(new byte[] {127, 0, 0, 1})
              : InetAddress.getByName(value.substring(0, colon));
      return new ListenAddress(option, host, port);
    } catch (UnknownHostException unknown) {
      throw new UsageException(
          "--%s=%s: there is no address %s; name one of this machine, or the port alone"
              .formatted(option, value, value.substring(0, colon)),
          unknown);
    }
  }

  InetSocketAddress socket() {
    return new InetSocketAddress(host, port);
  }

  /** Whether only programs of this machine reach it. */
  boolean isLocal() {
    return host.isLoopbackAddress();
  }
}
