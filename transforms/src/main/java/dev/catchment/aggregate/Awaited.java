package dev.catchment.aggregate;

import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which changes of a number by time alone somebody waits for.
 *
 * @param isAwaited whether anybody waits at all
 * @param everyTurn whether every change matters
 * @param turns otherwise the numbers that it is compared with
 */
record Awaited(boolean isAwaited, boolean everyTurn, NavigableSet<Double> turns)
    implements Serializable {
  /** What the rules that look at a field wait for. */
  static Awaited by(Collection<Rule> rules, String field) {
    NavigableSet<Double> turns = new TreeSet<>();
    boolean everyTurn = false;
    for (Rule rule : rules) {
      Optional<NavigableSet<Double>> compared = rule.comparedWith(field);
      everyTurn |= compared.isEmpty();
      compared.ifPresent(turns::addAll);
    }
    return new Awaited(!rules.isEmpty(), everyTurn, turns);
  }
}
