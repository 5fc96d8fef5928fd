package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.FieldType;
import java.io.Serializable;

/**
 * A feature computed from the features before it by a CEL expression, null where one of those that
 * it needs is.
 *
 * <p>A division of whole numbers by zero fails the job; test the divisor in the expression.
 *
 * @param name the feature's name
 * @param type the type of the expression
 * @param expression the CEL source over the names of earlier features
 */
public record DerivedFeature(String name, FieldType type, String expression)
    implements Serializable {
  public DerivedFeature {
    checkNotNull(name, "name");
    checkNotNull(type, "type");
    checkNotNull(expression, "expression");
  }
}
