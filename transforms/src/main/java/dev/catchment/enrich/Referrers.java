package dev.catchment.enrich;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Known hosts that lead visitors, by medium and name, from {@code referrers.csv} beside this class.
 * There {@code google.*} stands for the name under any top-level domain, of one label or of two
 * such as {@code co.uk}.
 */
final class Referrers {
  private static final Map<String, Known> KNOWN = load();

  private final List<String> internal;

  /** Takes these hosts and what is below them for one's own. */
  Referrers(List<String> internal) {
    this.internal = internal.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Who leads visitors.
   *
   * @param medium {@code search}, {@code social}, {@code email}, {@code internal} or {@code other}
   * @param name such as {@code Google}; null for internal and other
   */
  record Known(String medium, String name) {}

  /** What is known of a host. */
  Known of(String host) {
    if (internal.stream().anyMatch(own -> host.equals(own) || host.endsWith("." + own))) {
      return new Known("internal", null);
    }
    for (String rest = host; ; rest = rest.substring(rest.indexOf('.') + 1)) {
      Known known = KNOWN.get(rest);
      if (known == null && rest.matches("[^.]+(\\.[^.]+){1,3}")) {
        known = KNOWN.get(rest.replaceFirst("\\.([^.]{2,3}\\.)?[^.]+$", ".*"));
      }
      if (known != null) {
        return known;
      }
      if (rest.indexOf('.') < 0) {
        return new Known("other", null);
      }
    }
  }

  private static Map<String, Known> load() {
    Map<String, Known> known = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Referrers.class.getResourceAsStream("referrers.csv"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(",", 3);
        for (String host : parts[2].split(" ", -1)) {
          known.put(host, new Known(parts[0], parts[1]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known;
  }
}
