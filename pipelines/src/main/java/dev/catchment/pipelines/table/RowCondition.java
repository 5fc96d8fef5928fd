package dev.catchment.pipelines.table;

import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.TableRow;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * Which rows of a table take part: a CEL expression over its columns, those of numbers as decimals
 * and the others as text.
 */
public final class RowCondition implements Serializable {
  private static final long serialVersionUID = 1;

  private final Rule rule;
  private final Schema schema;

  private RowCondition(Rule rule, Schema schema) {
    this.rule = rule;
    this.schema = schema;
  }

  /**
   * Compiles a condition.
   *
   * @param expression the expression, or null for all rows
   * @throws UsageException when it is wrong
   */
  public static RowCondition of(String expression, List<String> columns, List<String> numeric) {
    List<Field> fields =
        columns.stream()
            .map(
                name ->
                    new Field(name, numeric.contains(name) ? FieldType.DECIMAL : FieldType.STRING))
            .toList();
    Schema schema = Schema.of(fields);
    if (expression == null) {
      return new RowCondition(null, schema);
    }
    try {
      return new RowCondition(Rule.compile("where", expression, schema, FieldType.BOOLEAN), schema);
    } catch (RuleException e) {
      throw new UsageException("--where: " + e.getMessage(), e);
    }
  }

  /** The columns that the expression uses. */
  public Set<String> columns() {
    return rule == null ? Set.of() : rule.references();
  }

  /** Whether a row takes part; not when the expression needs a cell that is empty. */
  public boolean holds(TableRow row) {
    return rule == null || rule.test(column -> cell(row, column));
  }

  private Object cell(TableRow row, String column) {
    int slot = schema.slot(column);
    boolean isText = schema.fields().get(slot).type() == FieldType.STRING;
    double number = isText ? Double.NaN : row.number(slot);
    if (Double.isFinite(number)) {
      return number;
    }
    String text = row.text(slot);
    return text == null || isText ? text : unusual(text);
  }

  /** What is infinite is a number here, though not one to cluster by. */
  private static Double unusual(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
