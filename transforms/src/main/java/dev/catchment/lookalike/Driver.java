package dev.catchment.lookalike;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A feature and what it does to the odds of being a seed.
 *
 * @param name the column
 * @param mean its mean over all people, 0 where none has it
 * @param deviation its standard deviation in raw units; 0 for a constant feature, which counts for
 *     nothing
 * @param weight what one standard deviation more adds to the logarithm of the odds
 * @param seedMean its mean over the seeds
 * @param otherMean its mean over the others
 */
public record Driver(
    @JsonProperty("name") String name,
    @JsonProperty("mean") double mean,
    @JsonProperty("deviation") double deviation,
    @JsonProperty("weight") double weight,
    @JsonProperty("seedMean") double seedMean,
    @JsonProperty("otherMean") double otherMean) {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  public Driver {
    checkArgument(
        Double.isFinite(mean + weight + seedMean + otherMean), "feature %s is not finite", name);
    checkArgument(
        deviation >= 0 && Double.isFinite(deviation),
        "feature %s has the deviation %s, must be 0 or more",
        name,
        deviation);
  }

  /** Whether all people have the same value, or none. */
  public boolean isConstant() {
    return deviation == 0;
  }

  /** What one standard deviation more multiplies the odds by. */
  public double odds() {
    return StrictMath.exp(weight);
  }

  /**
   * The effect in words, such as "each standard deviation (3.2) more multiplies the odds by 2.1".
   */
  public String words() {
    return "each standard deviation (%s) more %s the odds by %s"
        .formatted(
            plain(deviation),
            weight < 0 ? "divides" : "multiplies",
            plain(StrictMath.exp(Math.abs(weight))));
  }

  private static String plain(double value) {
    if (Double.isInfinite(value)) {
      return "more than can be told";
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros();
    return Math.abs(rounded.precision() - rounded.scale()) > 9
        ? rounded.toString()
        : rounded.toPlainString();
  }

  double contribution(double value) {
    return weight * Standardizer.standardize(value, mean, deviation);
  }
}
