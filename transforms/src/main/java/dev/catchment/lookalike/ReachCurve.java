package dev.catchment.lookalike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adds up how many held-out seeds the highest scores reach, over one or more held-out groups of
 * people, each scored by a model of its own. Mutable.
 *
 * <p>Scores are compared within a group only. Where people of equal scores are reached in part, the
 * seeds among them are reached in the same part.
 */
final class ReachCurve {
  private static final int STEPS = 100;

  private final double[] reachedSeeds = new double[STEPS + 1];
  private int groups;
  private long seedRows;
  private long otherRows;
  private double people;
  private double seeds;
  private double pairs;
  private double orderedPairs;

  /**
   * Adds a group with at least one seed and one other.
   *
   * @param scores any increasing function of the score
   * @param seed who is a seed
   * @param weights how many people each stands for, positive
   */
  void add(double[] scores, boolean[] seed, double[] weights) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble((Integer row) -> -scores[row]));
    double groupPeople = 0;
    double groupSeeds = 0;
    for (int row = 0; row < scores.length; row++) {
      groupPeople += weights[row];
      groupSeeds += seed[row] ? weights[row] : 0;
      seedRows += seed[row] ? 1 : 0;
      otherRows += seed[row] ? 0 : 1;
    }
    double above = 0;
    double seedsAbove = 0;
    int step = 1;
    for (int start = 0; start < order.length; ) {
      double tied = 0;
      double tiedSeeds = 0;
      int end = start;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        tied += weights[order[end]];
        tiedSeeds += seed[order[end]] ? weights[order[end]] : 0;
        end++;
      }
      double last = end == order.length ? Double.POSITIVE_INFINITY : above + tied;
      while (step <= STEPS && reached(step, groupPeople) <= last) {
        double part = Math.min(1, (reached(step, groupPeople) - above) / tied);
        reachedSeeds[step++] += seedsAbove + part * tiedSeeds;
      }
      double othersBelow = groupPeople - groupSeeds - (above - seedsAbove) - (tied - tiedSeeds);
      orderedPairs += tiedSeeds * (Math.max(0, othersBelow) + (tied - tiedSeeds) / 2);
      above += tied;
      seedsAbove += tiedSeeds;
      start = end;
    }
    groups++;
    people += groupPeople;
    seeds += groupSeeds;
    pairs += groupSeeds * (groupPeople - groupSeeds);
  }

  private static double reached(int step, double people) {
    return people * step / STEPS;
  }

  /** What came out, of at least one group. */
  Evaluation evaluation() {
    List<CurvePoint> curve = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      double reach = (double) step / STEPS;
      double recall = Math.min(1, reachedSeeds[step] / seeds);
      curve.add(new CurvePoint(reach, recall, recall * seeds / (reach * people), recall / reach));
    }
    return new Evaluation(groups, seedRows, otherRows, orderedPairs / pairs, curve);
  }
}
