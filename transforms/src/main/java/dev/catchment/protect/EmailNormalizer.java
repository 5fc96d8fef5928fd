package dev.catchment.protect;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Brings an e-mail address to one form by the rules of Unified ID 2.0: no surrounding blanks, lower
 * case; for {@code gmail.com} no dots in the local part and nothing from the first {@code +} on.
 *
 * <p>International domains become their ASCII form (IDNA 2003). Only what can be an address passes:
 * one {@code @}, a local part of at most 64 characters without blanks, a domain with a dot.
 *
 * @see <a href="https://unifiedid.com/docs/getting-started/gs-normalization-encoding">UID2</a>
 */
public final class EmailNormalizer {
  private static final Pattern LOCAL = Pattern.compile("[^\\s@,;:<>\"()\\[\\]\\\\]{1,64}");
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

  private EmailNormalizer() {}

  /** The normal form of an address, or empty when the text is not an address. */
  public static Optional<String> normalize(String text) {
    String address = text.strip().toLowerCase(Locale.ROOT);
    int at = address.indexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    String local = address.substring(0, at);
    String domain = ascii(address.substring(at + 1));
    if (domain.equals("gmail.com")) {
      int plus = local.indexOf('+');
      local = (plus < 0 ? local : local.substring(0, plus)).replace(".", "");
    }
    if (!LOCAL.matcher(local).matches() || !DOMAIN.matcher(domain).matches()) {
      return Optional.empty();
    }
    return Optional.of(local + "@" + domain);
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
