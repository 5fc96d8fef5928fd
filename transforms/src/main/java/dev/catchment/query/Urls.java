package dev.catchment.query;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Takes addresses of the web apart. */
final class Urls {
  private Urls() {}

  /**
   * A part of an address: PROTOCOL, AUTHORITY, USERINFO, HOST, PORT, PATH, QUERY, REF or FILE (path
   * and query); of QUERY the value of a key, if one is given. Null if the address has no such part
   * or is none.
   */
  static String part(String address, String name, String key) {
    URI uri;
    try {
      uri = new URI(address.strip());
    } catch (URISyntaxException e) {
      return null;
    }
    String part = name.toUpperCase(Locale.ROOT);
    if (key != null) {
      return part.equals("QUERY") ? value(uri.getRawQuery(), key) : null;
    }
    return switch (part) {
      case "PROTOCOL" -> uri.getScheme();
      case "AUTHORITY" -> uri.getRawAuthority();
      case "USERINFO" -> uri.getRawUserInfo();
      case "HOST" -> uri.getHost();
      case "PORT" -> uri.getPort() < 0 ? null : Integer.toString(uri.getPort());
      case "PATH" -> uri.getRawPath();
      case "QUERY" -> uri.getRawQuery();
      case "REF" -> uri.getRawFragment();
      case "FILE" ->
          uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
      default -> throw RowFailure.argument("An address has no part of this name.");
    };
  }

  private static String value(String query, String key) {
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && pair.substring(0, equals).equals(key)) {
        try {
          return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          return pair.substring(equals + 1);
        }
      }
    }
    return null;
  }
}
