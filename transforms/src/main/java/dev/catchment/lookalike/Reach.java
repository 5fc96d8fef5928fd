package dev.catchment.lookalike;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How many people are wanted: a number of them, or a share of all who are no seeds. Immutable. */
public final class Reach implements Serializable {
  private static final long serialVersionUID = 1;

  private final BigDecimal amount;
  private final boolean share;

  private Reach(BigDecimal amount, boolean share) {
    this.amount = amount;
    this.share = share;
  }

  /**
   * The reach of a text: a whole number of people such as {@code 1000}, or a share with a point
   * such as {@code 0.05}, above 0 to 1.
   */
  public static Reach of(String text) {
    BigDecimal amount = new BigDecimal(text);
    boolean share = text.contains(".");
    checkArgument(
        amount.signum() > 0 && (!share || amount.compareTo(BigDecimal.ONE) <= 0),
        "reach=%s, must be a positive number of people or a share up to 1",
        text);
    return new Reach(amount, share);
  }

  /** All who are no seeds. */
  public static Reach everybody() {
    return new Reach(BigDecimal.ONE, true);
  }

  /** Whether nobody is left out. */
  public boolean isEverybody() {
    return share && amount.compareTo(BigDecimal.ONE) == 0;
  }

  /** How many people are reached of so many; of a share that is no whole number, fewer. */
  public long people(long others) {
    BigDecimal wanted = share ? amount.multiply(BigDecimal.valueOf(others)) : amount;
    return wanted.setScale(0, RoundingMode.FLOOR).min(BigDecimal.valueOf(others)).longValueExact();
  }
}
