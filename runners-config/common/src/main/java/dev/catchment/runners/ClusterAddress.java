package dev.catchment.runners;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a cluster as an option gives it. */
public final class ClusterAddress {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+]):(\\d{1,5})");
  private static final int GREATEST_PORT = 65_535;
  private static final int TIMEOUT_MILLIS = 2000;

  private ClusterAddress() {}

  /**
   * Why a cluster cannot be reached, with the fix; empty when it takes a connection, which is
   * closed at once. Waits two seconds at most for each address of a host.
   *
   * @param option the whole option, such as {@code --flinkMaster=host:8081}
   * @param address what should be a host and a port
   * @param example an option that is right
   */
  public static Optional<String> complaint(String option, String address, String example) {
    Matcher matcher = HOST_AND_PORT.matcher(address);
    if (!matcher.matches()
        || Integer.parseInt(matcher.group(2)) < 1
        || Integer.parseInt(matcher.group(2)) > GREATEST_PORT) {
      return Optional.of("%s is no address of a cluster; write %s".formatted(option, example));
    }
    String host = matcher.group(1).replaceAll("[\\[\\]]", "");
    try {
      for (InetAddress one : InetAddress.getAllByName(host)) {
        if (answers(new InetSocketAddress(one, Integer.parseInt(matcher.group(2))))) {
          return Optional.empty();
        }
      }
    } catch (UnknownHostException unknown) {
      return Optional.of("%s: there is no host %s; check the name".formatted(option, host));
    }
    return Optional.of(
        "%s: nothing answers at %s; start the cluster, or check host, port and firewall"
            .formatted(option, address));
  }

  private static boolean answers(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT_MILLIS);
      return true;
    } catch (IOException silent) {
      return false;
    }
  }
}
