package dev.catchment.clean;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Reads numbers as people write them: with a decimal mark that is said, and digits that may be
 * grouped by threes, by a point or comma (the one that is not the decimal mark), a blank or an
 * apostrophe, the same throughout. So {@code 1.234,5} with a decimal comma is 1234.5, and {@code
 * 12.34} is no number rather than 1234. There is no exponent.
 */
final class GroupedNumber extends TextParser {
  private static final long serialVersionUID = 1;
  private static final String SIGNS = "+-\u2212";
  private static final String BLANKS_AND_APOSTROPHES = " \u00a0\u202f'\u2019";
  private static final int GROUP = 3;

  private final TextParser parser;
  private final char mark;

  /**
   * A reader of numbers.
   *
   * @param parser reads numbers without group marks that have a decimal point
   * @param mark the decimal mark, a point or a comma
   */
  GroupedNumber(TextParser parser, char mark) {
    checkMark(mark);
    this.parser = parser;
    this.mark = mark;
  }

  @Override
  public String toString() {
    return parser + " with a decimal " + (mark == ',' ? "comma" : "point");
  }

  @Override
  public Object parse(String text) {
    return parser.parse(plain(text, mark));
  }

  static void checkMark(char mark) {
    checkArgument(mark == ',' || mark == '.', "%s is neither a point nor a comma", mark);
  }

  /** Whether a character is a plus or a minus. */
  static boolean isSign(char character) {
    return SIGNS.indexOf(character) >= 0;
  }

  /** The number without group marks and with a decimal point. */
  static String plain(String text, char mark) {
    StringBuilder plain = new StringBuilder(text.length());
    int at = 0;
    if (!text.isEmpty() && isSign(text.charAt(0))) {
      plain.append(text.charAt(0) == '+' ? '+' : '-');
      at = 1;
    }
    char group = 0;
    int run = 0;
    boolean isFraction = false;
    for (; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next >= '0' && next <= '9') {
        plain.append(next);
        run++;
      } else if (isFraction) {
        throw new IllegalArgumentException("no digit in the fraction");
      } else if (next == mark) {
        checkArgument(group == 0 || run == GROUP, "a group that is not of three digits");
        plain.append('.');
        isFraction = true;
        run = 0;
      } else {
        checkArgument(isGroupMark(next, mark), "neither a digit nor a mark");
        checkArgument(
            group == 0 ? run > 0 && run <= GROUP : group == next && run == GROUP,
            "a group that is not of three digits");
        group = next;
        run = 0;
      }
    }
    checkArgument((isFraction || group == 0) ? run > 0 : run == GROUP, "no digit at the end");
    return plain.toString();
  }

  private static boolean isGroupMark(char character, char mark) {
    return character == (mark == ',' ? '.' : ',') || BLANKS_AND_APOSTROPHES.indexOf(character) >= 0;
  }
}
