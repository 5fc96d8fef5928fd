package dev.catchment.measure;

import dev.catchment.account.Progress;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.util.function.Function;

/**
 * Evaluates the conditions of monitors and metrics. One that fails for an event, by a division by
 * zero, is as one that is false, so that no event can stop a stream; it is counted.
 */
final class Where {
  private Where() {}

  /** Whether a condition is true for an event, given by its variables. */
  static boolean holds(Rule condition, Function<String, Object> variables) {
    try {
      return condition.test(variables);
    } catch (RuleException failed) {
      Progress.add(Progress.RULE_FAILURES, 1);
      return false;
    }
  }
}
