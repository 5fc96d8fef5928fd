package dev.catchment.model;

/**
 * The shape of a text that could not be parsed: enough to see what is wrong with it, nothing that
 * tells whose it is.
 */
public final class Shape {
  /** The longest shape, in characters. */
  public static final int LIMIT = 512;

  private Shape() {}

  /**
   * The text with every letter and mark replaced by {@code a}, every digit and number by {@code 9}
   * (by Unicode class) and everything else kept, cut after {@link #LIMIT} characters; null for
   * null.
   */
  public static String mask(String text) {
    if (text == null) {
      return null;
    }
    StringBuilder shape = new StringBuilder(Math.min(text.length(), LIMIT));
    int next = 0;
    while (next < text.length()) {
      int codePoint = text.codePointAt(next);
      int masked = mask(codePoint);
      if (shape.length() + Character.charCount(masked) > LIMIT) {
        break;
      }
      shape.appendCodePoint(masked);
      next += Character.charCount(codePoint);
    }
    return shape.toString();
  }

  private static int mask(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          'a';
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> '9';
      case Character.SURROGATE -> 0xFFFD;
      default -> codePoint;
    };
  }
}
