package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import java.util.HexFormat;

/** Gives out ids that no other visitor's have, the same in every run. */
final class Ids {
  private static final int NUMBERS = 24;

  private final long seed;
  private final long base;
  private int next;

  Ids(long seed, int index) {
    this.seed = seed;
    this.base = (long) index << NUMBERS;
  }

  /** The id of a message. */
  String message() {
    return "m-" + HexFormat.of().toHexDigits(Draws.scramble(seed, base + next++));
  }

  /** A browser with a new cookie, or a new installation of the app. */
  Touchpoint touchpoint(boolean app, boolean shared) {
    return Touchpoint.of(app, seed, base + next++, shared);
  }

  /** The id of an order: the number of the customer's order after that of the person. */
  static String order(int index, int number) {
    return "O" + (100_000L + index) + String.format("%03d", number);
  }

  /** The tablet of a household: its browser or its app. */
  static Touchpoint tablet(long seed, int household, boolean app) {
    return Touchpoint.of(app, seed, (1L << 62) + household * 2L + (app ? 1 : 0), true);
  }

  /** A kiosk in a shop, which runs the app. */
  static Touchpoint kiosk(long seed, int number) {
    return Touchpoint.of(true, seed, (3L << 61) + number, true);
  }
}
