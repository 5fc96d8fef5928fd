package dev.catchment.pipelines.lookalike;

import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.UsageException;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * Who takes part: a CEL expression over the columns of the table, those of numbers as decimals and
 * the others as text.
 */
final class PersonCondition implements Serializable {
  private static final long serialVersionUID = 1;

  private final Rule rule;
  private final Schema schema;

  private PersonCondition(Rule rule, Schema schema) {
    this.rule = rule;
    this.schema = schema;
  }

  /**
   * Compiles a condition.
   *
   * @param expression the expression, or null for everybody
   * @throws UsageException when it is wrong
   */
  static PersonCondition of(String expression, List<String> columns, Set<String> numeric) {
    Schema schema =
        Schema.of(
            columns.stream()
                .map(
                    name ->
                        new Field(
                            name, numeric.contains(name) ? FieldType.DECIMAL : FieldType.STRING))
                .toList());
    try {
      Rule rule =
          expression == null ? null : Rule.compile("where", expression, schema, FieldType.BOOLEAN);
      return new PersonCondition(rule, schema);
    } catch (RuleException e) {
      throw new UsageException("--where: " + e.getMessage(), e);
    }
  }

  /** Whether a person takes part; not when the expression needs a cell that is empty. */
  boolean holds(RawRecord row) {
    return rule == null || rule.test(column -> cell(row, schema.slot(column)));
  }

  private Object cell(RawRecord row, int slot) {
    String text = row.column(slot);
    boolean isText = schema.fields().get(slot).type() == FieldType.STRING;
    return text == null || isText ? text : TableColumns.number(text);
  }
}
