package dev.catchment.clean;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.time.DateTimeException;
import java.util.Set;

/**
 * Where one part of an event comes from, a column, a constant or an expression, and what it must
 * be.
 *
 * @param name the full name, such as {@code timestamp} or {@code properties.price}
 * @param column the slot of the column, or -1
 * @param constant the value where there is no column, or null
 * @param expression the expression over the event, or null
 * @param parser reads the column's text
 * @param required whether a record without it is refused
 * @param min the least number, or negative infinity
 * @param max the greatest number, or positive infinity
 * @param allowed the texts it may be; empty for any
 */
public record Binding(
    String name,
    int column,
    Serializable constant,
    Rule expression,
    TextParser parser,
    boolean required,
    double min,
    double max,
    Set<String> allowed)
    implements Serializable {

  public Binding {
    int origins = (column >= 0 ? 1 : 0) + (constant != null ? 1 : 0) + (expression != null ? 1 : 0);
    checkArgument(origins == 1, "%s comes from %s places, not one", name, origins);
    checkArgument(min <= max, "%s has min %s above max %s", name, min, max);
    allowed = Set.copyOf(allowed);
  }

  /** A part that is the text of a column, read by a parser. */
  public static Binding ofColumn(String name, int column, TextParser parser) {
    return new Binding(
        name,
        column,
        null,
        null,
        parser,
        false,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Set.of());
  }

  /**
   * A part that is always the same.
   *
   * @throws IllegalArgumentException when the parser cannot read the text
   */
  public static Binding ofConstant(String name, String text, TextParser parser) {
    try {
      Serializable value = (Serializable) parser.parse(text);
      return new Binding(
          name,
          -1,
          value,
          null,
          parser,
          false,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Set.of());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A part that is computed from the others. */
  public static Binding ofExpression(String name, Rule expression) {
    return new Binding(
        name,
        -1,
        null,
        expression,
        null,
        false,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Set.of());
  }

  /** The same part, refused when it is missing. */
  public Binding withRequired(boolean isRequired) {
    return new Binding(name, column, constant, expression, parser, isRequired, min, max, allowed);
  }

  /** The same part, refused outside of a range. */
  public Binding withRange(double least, double greatest) {
    return new Binding(
        name, column, constant, expression, parser, required, least, greatest, allowed);
  }

  /** The same part, refused when it is not one of these texts. */
  public Binding withAllowed(Set<String> texts) {
    return new Binding(name, column, constant, expression, parser, required, min, max, texts);
  }

  /** The last part of the name, for reasons such as {@code missing_price}. */
  String shortName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
