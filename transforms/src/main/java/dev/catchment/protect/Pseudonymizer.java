package dev.catchment.protect;

import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces personal texts by keyed pseudonyms: the first 128 bits of HMAC-SHA-256 over the kind and
 * the normalised text, as 22 characters of URL-safe base64.
 *
 * <p>Equal values of a kind have equal pseudonyms under one key; without the key a pseudonym can
 * neither be computed nor tried out. Keeps the latest 10,000 pseudonyms to save the hash for
 * repeated values. Not thread-safe: one per DoFn instance.
 */
public final class Pseudonymizer {
  private static final int BYTES = 16;
  private static final int REMEMBERED = 10_000;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final PrfSet key;
  private final Map<String, String> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Pseudonymizer(PrfSet key) {
    this.key = key;
  }

  /** A pseudonymizer with the key of a file, on any file system that Beam knows. */
  public static Pseudonymizer withKey(String file) throws IOException {
    return new Pseudonymizer(PseudonymKey.read(file));
  }

  /** A pseudonymizer with a key of its own, whose pseudonyms nothing else has. */
  public static Pseudonymizer withFreshKey() {
    return new Pseudonymizer(PseudonymKey.fresh());
  }

  /**
   * The pseudonym of a text, or empty when the text is not of the kind.
   *
   * @param region the region whose national telephone numbers are understood
   */
  public Optional<String> pseudonym(PersonalKind kind, String text, String region) {
    return kind.normalize(text, region).map(normal -> ofNormalized(kind, normal));
  }

  /** The pseudonym of a text that is not of the declared kind, taken as it is. */
  String ofInvalid(PersonalKind kind, String text) {
    return compute("invalid " + kind.configName() + "\0" + text.strip());
  }

  private String ofNormalized(PersonalKind kind, String normal) {
    return latest.computeIfAbsent(kind.configName() + "\0" + normal, this::compute);
  }

  private String compute(String input) {
    try {
      return TEXT.encodeToString(key.computePrimary(input.getBytes(StandardCharsets.UTF_8), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 failed", e);
    }
  }
}
