package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.Field;
import dev.catchment.model.Schema;
import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;

/**
 * One audience: the people whose features make a rule true.
 *
 * @param name the audience's name
 * @param rule the rule over the features
 * @param reason the features that the rule looks at, by name
 */
public record AudienceRule(String name, Rule rule, Schema reason) implements Serializable {
  public AudienceRule {
    checkNotNull(name, "name");
    checkNotNull(rule, "rule");
    checkNotNull(reason, "reason");
  }

  /** An audience of profiles with the given features. */
  public static AudienceRule of(String name, Rule rule, Schema features) {
    List<Field> looksAt = new TreeSet<>(rule.references()).stream().map(features::field).toList();
    return new AudienceRule(name, rule, Schema.of(looksAt));
  }
}
