package dev.catchment.protect;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * What a personal column holds, which decides how its text is normalised before it is
 * pseudonymised, so that every way to write a value leads to the same pseudonym.
 */
public enum PersonalKind {
  /** An e-mail address; see {@link EmailNormalizer}. */
  EMAIL {
    @Override
    Optional<String> normalize(String text, String region) {
      return EmailNormalizer.normalize(text);
    }
  },
  /** A telephone number, brought to E.164; see {@link PhoneNormalizer}. */
  PHONE {
    @Override
    Optional<String> normalize(String text, String region) {
      return PhoneNormalizer.normalize(text, region);
    }
  },
  /** A person's name: Unicode NFKC, lower case, runs of blanks as one. */
  NAME {
    @Override
    Optional<String> normalize(String text, String region) {
      return Optional.of(collapse(text).toLowerCase(Locale.ROOT));
    }
  },
  /** Any other personal text: Unicode NFKC, runs of blanks as one. */
  TEXT {
    @Override
    Optional<String> normalize(String text, String region) {
      return Optional.of(collapse(text));
    }
  };

  /**
   * The normal form of a text, or empty when it is not of this kind.
   *
   * @param text the text as the source wrote it
   * @param region the ISO 3166 region whose national telephone numbers are understood
   */
  abstract Optional<String> normalize(String text, String region);

  /** The name in the configuration, in lower case. */
  public String configName() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String collapse(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
  }
}
