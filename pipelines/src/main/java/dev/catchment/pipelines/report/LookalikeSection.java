package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * How like the seeds other people are, and what makes them like.
 *
 * @param seeds the seeds that were found
 * @param people the people that are given
 * @param heldOut the seeds that the curve was measured on
 * @param auc how often a held-out seed has a higher score than another person, 0 to 1
 * @param betterThanChance whether that can hardly be chance
 * @param curve what each reach is worth, by ascending reach
 * @param effects the features that count, the strongest first
 * @param constant the names of features that are the same for all people
 */
public record LookalikeSection(
    long seeds,
    long people,
    long heldOut,
    double auc,
    boolean betterThanChance,
    List<Point> curve,
    List<Effect> effects,
    List<String> constant) {
  public LookalikeSection {
    checkArgument(auc >= 0 && auc <= 1, "auc is %s, must be 0 to 1", auc);
    curve = List.copyOf(curve);
    effects = List.copyOf(effects);
    constant = List.copyOf(constant);
  }

  /**
   * What a reach is worth.
   *
   * @param reach the share of people, above 0 to 1
   * @param people how many that are
   * @param recall the share of held-out seeds among them
   * @param precision the share of seeds among those reached
   * @param lift how many times more seeds than by chance
   */
  public record Point(double reach, long people, double recall, double precision, double lift) {}

  /**
   * What a feature does.
   *
   * @param name its name
   * @param words its effect on the odds, in words
   * @param weight what one standard deviation more adds to the logarithm of the odds
   * @param seedMean its mean over the seeds
   * @param otherMean its mean over the others
   */
  public record Effect(
      String name, String words, double weight, double seedMean, double otherMean) {}
}
