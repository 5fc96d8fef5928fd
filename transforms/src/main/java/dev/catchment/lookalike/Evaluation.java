package dev.catchment.lookalike;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How well seeds are told from others by models that were not trained on them.
 *
 * @param folds how many models were trained to find out, each on four fifths of the people
 * @param seeds the seeds held out from them
 * @param others the others held out
 * @param auc the probability that a seed has a higher score than another person, a tie counting
 *     half: the area under the ROC curve, 0.5 by chance
 * @param curve recall, precision and lift at every percent of reach
 */
public record Evaluation(
    @JsonProperty("folds") int folds,
    @JsonProperty("seeds") long seeds,
    @JsonProperty("others") long others,
    @JsonProperty("auc") double auc,
    @JsonProperty("curve") List<CurvePoint> curve) {
  public Evaluation {
    curve = List.copyOf(curve);
  }

  /**
   * Whether the area is more than two standard errors above chance, by the variance of the
   * Mann-Whitney statistic where seeds are like others.
   */
  public boolean isBetterThanChance() {
    double error = Math.sqrt((seeds + others + 1) / (12.0 * seeds * others));
    return auc - 0.5 > 2 * error;
  }
}
