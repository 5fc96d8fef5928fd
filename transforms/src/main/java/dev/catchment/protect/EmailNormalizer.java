package dev.catchment.protect;

import com.google.common.base.CharMatcher;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

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
  private static final int MOST_LOCAL = 64;
  private static final String NEVER_LOCAL = " \t\n\u000B\f\r@,;:<>\"()[]\\";
  private static final int LEAST_DOMAIN = 4;
  private static final int MOST_DOMAIN = 253;
  private static final int MOST_LABEL = 63;

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
    if (!isLocal(local) || !isDomain(domain)) {
      return Optional.empty();
    }
    return Optional.of(local + "@" + domain);
  }

  private static boolean isLocal(String local) {
    int length = local.codePointCount(0, local.length());
    return length >= 1
        && length <= MOST_LOCAL
        && local.chars().allMatch(each -> NEVER_LOCAL.indexOf(each) < 0);
  }

  /** Labels of letters, digits and inner hyphens, the last of two characters at least. */
  private static boolean isDomain(String domain) {
    int begin = 0;
    for (int place = 0; place < domain.length(); place++) {
      char next = domain.charAt(place);
      if (next == '.') {
        if (!isLabel(domain, begin, place)) {
          return false;
        }
        begin = place + 1;
      } else if (next != '-' && (next < '0' || next > '9') && (next < 'a' || next > 'z')) {
        return false;
      }
    }
    int last = domain.length() - begin;
    return begin > 0
        && last >= 2
        && last <= MOST_LABEL
        && domain.length() >= LEAST_DOMAIN
        && domain.length() <= MOST_DOMAIN;
  }

  private static boolean isLabel(String domain, int begin, int end) {
    return end > begin
        && end - begin <= MOST_LABEL
        && domain.charAt(begin) != '-'
        && domain.charAt(end - 1) != '-';
  }

  /** Labels of ASCII stay as they are, whether they can be or not. */
  private static String ascii(String domain) {
    if (CharMatcher.ascii().matchesAllOf(domain)) {
      return domain;
    }
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
