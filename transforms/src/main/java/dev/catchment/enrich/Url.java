package dev.catchment.enrich;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The host and the query of a web address, read as a browser would: whatever does not fit is
 * missing, nothing is refused. {@code java.net.URI} refuses what trackers send every day, such as a
 * blank in a query.
 *
 * @param host the host in lower case, without port and without a dot at its end; null when there is
 *     none, as in {@code /path?query}
 * @param query the parameters by name in lower case, decoded; the first of several counts, an empty
 *     one does not
 */
record Url(String host, Map<String, String> query) {
  /** The longest part of an address that is looked at, in characters. */
  private static final int LONGEST = 8192;

  static Url of(String text) {
    String url = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    int fragment = url.indexOf('#');
    if (fragment >= 0) {
      url = url.substring(0, fragment);
    }
    int question = url.indexOf('?');
    String path = question < 0 ? url : url.substring(0, question);
    return new Url(host(path), question < 0 ? Map.of() : query(url.substring(question + 1)));
  }

  private static String host(String path) {
    int slashes = path.indexOf("//");
    if (slashes < 0 || (slashes > 0 && path.charAt(slashes - 1) != ':')) {
      return null;
    }
    int end = path.indexOf('/', slashes + 2);
    String authority = path.substring(slashes + 2, end < 0 ? path.length() : end);
    String host =
        authority
            .substring(authority.lastIndexOf('@') + 1)
            .replaceFirst(":\\d*$", "")
            .replaceFirst("\\.$", "")
            .toLowerCase(Locale.ROOT);
    return host.isEmpty() || host.chars().anyMatch(Url::isStrange) ? null : host;
  }

  private static boolean isStrange(int letter) {
    return letter <= ' ' || "\"<>\\^`{|}%".indexOf(letter) >= 0;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (int from = 0; from < text.length(); ) {
      int and = text.indexOf('&', from);
      int end = and < 0 ? text.length() : and;
      int equals = text.indexOf('=', from);
      if (equals >= 0 && equals < end) {
        String value = decode(text.substring(equals + 1, end)).strip();
        if (!value.isEmpty()) {
          query.putIfAbsent(decode(text.substring(from, equals)).toLowerCase(Locale.ROOT), value);
        }
      }
      from = end + 1;
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
