package dev.catchment.clean;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.RawRecord;
import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.time.DateTimeException;
import java.util.Set;

/**
 * Where one part of an event comes from, columns, a constant or an expression, and what it must be.
 *
 * @param name the full name, such as {@code timestamp} or {@code properties.price}
 * @param column the slot of the column, or -1
 * @param joined the columns whose texts are joined in the place of one, or null
 * @param constant the value where the columns say nothing, always where there are none; or null
 * @param expression the expression over the event, or null
 * @param parser reads the columns' text
 * @param required whether a record without it is refused
 * @param min the least number, or negative infinity
 * @param max the greatest number, or positive infinity
 * @param allowed the texts it may be; empty for any
 */
public record Binding(
    String name,
    int column,
    JoinedColumns joined,
    Serializable constant,
    Rule expression,
    TextParser parser,
    boolean required,
    double min,
    double max,
    Set<String> allowed)
    implements Serializable {

  public Binding {
    int origins = (column >= 0 ? 1 : 0) + (joined != null ? 1 : 0) + (expression != null ? 1 : 0);
    checkArgument(
        origins == 1 || (origins == 0 && constant != null),
        "%s comes from %s places, not one",
        name,
        origins);
    checkArgument(min <= max, "%s has min %s above max %s", name, min, max);
    allowed = Set.copyOf(allowed);
  }

  private Binding(
      String name,
      int column,
      JoinedColumns joined,
      Serializable constant,
      Rule expression,
      TextParser parser) {
    this(
        name,
        column,
        joined,
        constant,
        expression,
        parser,
        false,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Set.of());
  }

  /** A part that is the text of a column, read by a parser. */
  public static Binding ofColumn(String name, int column, TextParser parser) {
    return new Binding(name, column, null, null, null, parser);
  }

  /** A part that is the joined text of columns, read by a parser. */
  public static Binding ofColumns(String name, JoinedColumns joined, TextParser parser) {
    return new Binding(name, -1, joined, null, null, parser);
  }

  /**
   * A part that is always the same.
   *
   * @throws IllegalArgumentException when the parser cannot read the text
   */
  public static Binding ofConstant(String name, String text, TextParser parser) {
    return new Binding(name, -1, null, value(text, parser), null, parser);
  }

  /** A part that is computed from the others. */
  public static Binding ofExpression(String name, Rule expression) {
    return new Binding(name, -1, null, null, expression, null);
  }

  private static Serializable value(String text, TextParser parser) {
    try {
      return (Serializable) parser.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * The same part with a value where its columns say nothing.
   *
   * @throws IllegalArgumentException when the parser cannot read the text
   */
  public Binding withDefault(String text, TextParser reader) {
    Serializable value = value(text, reader);
    return new Binding(
        name, column, joined, value, expression, parser, required, min, max, allowed);
  }

  /** The same part, refused when it is missing. */
  public Binding withRequired(boolean isRequired) {
    return new Binding(
        name, column, joined, constant, expression, parser, isRequired, min, max, allowed);
  }

  /** The same part, refused outside of a range. */
  public Binding withRange(double least, double greatest) {
    return new Binding(
        name, column, joined, constant, expression, parser, required, least, greatest, allowed);
  }

  /** The same part, refused when it is not one of these texts. */
  public Binding withAllowed(Set<String> texts) {
    return new Binding(
        name, column, joined, constant, expression, parser, required, min, max, texts);
  }

  /** The text of its columns in a record, null where there is none. */
  String text(RawRecord record) {
    if (column >= 0) {
      return record.column(column);
    }
    return joined == null ? null : joined.text(record);
  }

  /** Whether a column of it was found not to be of its declared kind. */
  boolean isInvalid(RawRecord record) {
    return column >= 0 ? record.isInvalid(column) : joined.isInvalid(record);
  }

  /** The last part of the name, for reasons such as {@code missing_price}. */
  String shortName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
