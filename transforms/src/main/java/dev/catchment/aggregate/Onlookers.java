package dev.catchment.aggregate;

import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The audiences that look at a feature, and which of them may find otherwise when its value
 * changes.
 *
 * <p>A rule that only compares a number with constants cannot find otherwise while the number stays
 * between two of them, so its audience is concerned when the value reaches, leaves or passes a
 * constant. Every other audience is concerned by every change.
 */
final class Onlookers implements Serializable {
  private static final long serialVersionUID = 1;

  /** From here on two whole numbers may be the same double. */
  private static final double EXACT = 1L << 53;

  private final BitSet all = new BitSet();
  private final BitSet always = new BitSet();
  private final double[] turns;
  private final int[] audienceOfTurn;

  /**
   * The onlookers of a feature.
   *
   * @param looks whether the audience at a place looks at the feature, itself or by way of others
   * @param alone whether it does so itself alone, so that its own rule says how
   */
  Onlookers(String feature, List<AudienceRule> audiences, IntPredicate looks, IntPredicate alone) {
    List<Turn> found = new ArrayList<>();
    for (int place = 0; place < audiences.size(); place++) {
      if (!looks.test(place)) {
        continue;
      }
      all.set(place);
      Rule rule = audiences.get(place).rule();
      Optional<NavigableSet<Double>> compared =
          alone.test(place) ? rule.comparedWith(feature) : Optional.empty();
      if (compared.isEmpty()) {
        always.set(place);
      } else {
        for (double at : compared.get()) {
          found.add(new Turn(positiveZero(at), place));
        }
      }
    }
    found.sort(Comparator.comparingDouble(Turn::at));
    turns = found.stream().mapToDouble(Turn::at).toArray();
    audienceOfTurn = found.stream().mapToInt(Turn::audience).toArray();
  }

  private record Turn(double at, int audience) {}

  /** Adds the places of the audiences that a change from one value to another concerns. */
  void mark(Object before, Object after, BitSet concerned) {
    double from = number(before);
    double to = number(after);
    if (Double.isNaN(from) || Double.isNaN(to)) {
      concerned.or(all);
      return;
    }
    concerned.or(always);
    double highest = Math.max(from, to);
    for (int turn = first(Math.min(from, to)); turn < turns.length; turn++) {
      if (turns[turn] > highest) {
        return;
      }
      concerned.set(audienceOfTurn[turn]);
    }
  }

  /** A number that doubles tell from its neighbours, else NaN. */
  private static double number(Object value) {
    double number = value instanceof Number some ? some.doubleValue() : Double.NaN;
    return value instanceof Long && Math.abs(number) >= EXACT ? Double.NaN : positiveZero(number);
  }

  /** The two zeros are equal in an expression and differ in the order of doubles. */
  private static double positiveZero(double number) {
    return number + 0.0;
  }

  private int first(double lowest) {
    int place = Arrays.binarySearch(turns, lowest);
    while (place > 0 && turns[place - 1] == lowest) {
      place--;
    }
    return place < 0 ? -place - 1 : place;
  }
}
