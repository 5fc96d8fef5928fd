package dev.catchment.aggregate;

import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** The conditions of features; those that are the same are evaluated once per event. */
final class Conditions implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int ALWAYS = -1;

  private final List<Rule> conditions = new ArrayList<>();
  private final List<Integer> conditionOf = new ArrayList<>();

  Conditions(List<FeatureSpec> specs) {
    List<String> expressions = new ArrayList<>();
    for (FeatureSpec spec : specs) {
      int condition = ALWAYS;
      if (spec.where() != null) {
        condition = expressions.indexOf(spec.where().expression());
        if (condition < 0) {
          condition = conditions.size();
          conditions.add(spec.where());
          expressions.add(spec.where().expression());
        }
      }
      conditionOf.add(condition);
    }
  }

  /**
   * Whether one event, given by its variables, counts for the feature at a place.
   *
   * @param test finds whether a condition is true for variables
   */
  IntPredicate of(
      Function<String, Object> variables, BiPredicate<Rule, Function<String, Object>> test) {
    Boolean[] decided = new Boolean[conditions.size()];
    return feature -> {
      int condition = conditionOf.get(feature);
      if (condition == ALWAYS) {
        return true;
      }
      if (decided[condition] == null) {
        decided[condition] = test.test(conditions.get(condition), variables);
      }
      return decided[condition];
    };
  }
}
