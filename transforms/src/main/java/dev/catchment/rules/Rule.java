package dev.catchment.rules;

import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.io.Serializable;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An expression of the Common Expression Language (CEL) over the fields of a record, checked
 * against their types when it is compiled.
 *
 * <p>Every field may be missing ({@code null}). As in SQL, an expression that cannot be decided
 * because it needs a missing field has no value: {@link #evaluate} gives null and {@link #test}
 * gives false. Any other failure, such as a division by zero, is a {@link RuleException}.
 *
 * <p>Immutable; may be shared by threads. The compiled program is built once per JVM.
 */
public final class Rule implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final String expression;
  private final Schema fields;
  private final FieldType result;
  private transient volatile CelRuntime.Program program;

  private Rule(String name, String expression, Schema fields, FieldType result) {
    this.name = name;
    this.expression = expression;
    this.fields = fields;
    this.result = result;
  }

  /**
   * Compiles an expression.
   *
   * @param name the rule's name in messages
   * @param expression the CEL source
   * @param fields the fields it may use, by full name such as {@code properties.price}
   * @param result the type it must have; a whole number is accepted where a decimal is wanted
   * @throws RuleException with the place, the cause and the nearest known name when it is wrong
   */
  public static Rule compile(String name, String expression, Schema fields, FieldType result) {
    Rule rule = new Rule(name, expression, fields, result);
    rule.program();
    return rule;
  }

  public String name() {
    return name;
  }

  /** The CEL source. */
  public String expression() {
    return expression;
  }

  /** The names of the fields that the expression uses. */
  public Set<String> references() {
    return checked().getReferenceMap().values().stream()
        .map(reference -> reference.name())
        .filter(fields::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The numbers that the expression compares a number with, in order, so that the expression cannot
   * change while the number stays between two of them. Empty where the expression uses the number
   * in another way than by comparing it with constants.
   */
  public Optional<NavigableSet<Double>> comparedWith(String field) {
    Comparisons comparisons = new Comparisons(field);
    comparisons.visit(checked());
    return comparisons.numbers();
  }

  /** Whether the expression is true; false when it needs a missing field. */
  public boolean test(Function<String, Object> values) {
    return Boolean.TRUE.equals(evaluate(values));
  }

  /**
   * The value of the expression, of the class of its {@link FieldType}; null when it needs a
   * missing field.
   *
   * @param values gives the value of a field by full name, or null when it is missing
   */
  public Object evaluate(Function<String, Object> values) {
    Lookup lookup = new Lookup(values);
    Object value;
    try {
      value = program().eval(lookup::find);
    } catch (CelEvaluationException e) {
      if (lookup.missing) {
        return null;
      }
      throw new RuleException("rule " + name + " failed: " + CelCompilation.reason(e));
    }
    return value == NullValue.NULL_VALUE ? null : CelTypes.fromCel(name, value, result);
  }

  private CelRuntime.Program program() {
    if (program == null) {
      program = Programs.of(this, () -> CelCompilation.program(checked()));
    }
    return program;
  }

  Object key() {
    return List.of(expression, fields.fields(), result);
  }

  private CelAbstractSyntaxTree checked() {
    return CelCompilation.check(name, expression, fields, result);
  }

  @Override
  public String toString() {
    return name + ": " + expression;
  }

  /** Gives CEL the fields and remembers whether one that it asked for was missing. */
  private final class Lookup {
    private final Function<String, Object> values;
    private boolean missing;

    Lookup(Function<String, Object> values) {
      this.values = values;
    }

    Optional<Object> find(String field) {
      int slot = fields.find(field);
      if (slot < 0) {
        return Optional.empty();
      }
      Object value = values.apply(field);
      if (value == null) {
        missing = true;
        return Optional.of(NullValue.NULL_VALUE);
      }
      return Optional.of(CelTypes.toCel(value, fields.fields().get(slot).type()));
    }
  }
}
