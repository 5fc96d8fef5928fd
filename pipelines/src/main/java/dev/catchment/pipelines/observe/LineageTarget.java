package dev.catchment.pipelines.observe;

import dev.catchment.pipelines.Correction;
import dev.catchment.pipelines.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where lineage events go. */
interface LineageTarget {
  /** The greatest number of a port. */
  int LAST_PORT = 65535;

  /**
   * The target that the options name; nothing is made or asked yet.
   *
   * @throws UsageException when it cannot be used; the message quotes no address, which may hold a
   *     password
   */
  static LineageTarget of(ObserveOptions options) {
    String given = options.getLineage();
    String scheme = given.replaceFirst("://.*", "").toLowerCase(Locale.ROOT);
    if (scheme.equals("http") || scheme.equals("https")) {
      return LineageAddress.of(address(given), options.getLineageTokenFile());
    }
    if (given.contains("://")) {
      throw new UsageException(
          "--lineage begins with %s://; events go to an http or https address, or to a file on this machine, named by its path"
              .formatted(scheme),
          withoutSecret(given));
    }
    if (options.getLineageTokenFile() != null) {
      throw new UsageException(
          "--lineageTokenFile is for an address, and --lineage=%s is a file; leave it out"
              .formatted(given));
    }
    return new LineageFile(WritablePath.added("lineage", given));
  }

  private static URI address(String given) {
    URI address;
    try {
      address = new URI(given);
    } catch (URISyntaxException malformed) {
      throw unusable(given, "is no address");
    }
    if (address.getRawUserInfo() != null
        || String.valueOf(address.getRawAuthority()).contains("@")) {
      throw unusable(
          given,
          "holds a user or password, which would be seen in lists of processes; put a token into a file and name it with --lineageTokenFile");
    }
    if (address.getRawQuery() != null || address.getRawFragment() != null) {
      throw unusable(
          given,
          "has something behind the path, which may be a secret; put a token into a file and name it with --lineageTokenFile");
    }
    if (address.getHost() == null) {
      throw unusable(given, "has no host, or one with letters that a host cannot have");
    }
    if (address.getPort() > LAST_PORT) {
      throw unusable(given, "has a port above " + LAST_PORT);
    }
    return address;
  }

  private static UsageException unusable(String given, String fault) {
    return new UsageException(
        "the address of --lineage %s; write http://HOST:PORT/PATH, such as http://localhost:5000/api/v1/lineage"
            .formatted(fault),
        withoutSecret(given));
  }

  /** Takes what may be a secret off the command line that is shown as the right one. */
  private static Correction withoutSecret(String given) {
    String clean = given.replaceFirst("//.*@", "//").replaceFirst("[?#].*", "");
    return clean.equals(given)
        ? null
        : Correction.replace("--lineage=" + given, "--lineage=" + clean);
  }

  /**
   * Delivers an event.
   *
   * @param tries how often at most
   */
  void send(String event, int tries) throws UndeliveredException;
}
