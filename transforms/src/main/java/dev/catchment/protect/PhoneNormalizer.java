package dev.catchment.protect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Brings a telephone number to E.164, such as {@code +442079460018}, with libphonenumber. */
public final class PhoneNormalizer {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private PhoneNormalizer() {}

  /**
   * The E.164 form of a number, or empty when the text is not a possible number.
   *
   * @param region the ISO 3166 region whose national notation is understood, such as {@code GB}
   */
  public static Optional<String> normalize(String text, String region) {
    try {
      PhoneNumber number = NUMBERS.parse(text, region);
      return NUMBERS.isPossibleNumber(number)
          ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** Whether a region is known, such as {@code GB}. */
  public static boolean isRegion(String region) {
    return NUMBERS.getSupportedRegions().contains(region);
  }
}
