package dev.catchment.query;

/**
 * A row that an expression could not be evaluated for; it is left out of the result. After an
 * aggregation or join it is a row of groups or pairs, not of a table.
 *
 * @param reason a stable name: {@code division_by_zero}, {@code overflow}, {@code invalid_cast},
 *     {@code invalid_argument}, {@code more_than_one_row}
 * @param message what is wrong, without a value of the row
 * @param expression the expression, as the plan prints it
 * @param row the columns that the step had, as a JSON object of texts, by name
 */
public record RowError(String reason, String message, String expression, String row) {
  /** Names the error without the row, which may be personal. */
  @Override
  public String toString() {
    return "RowError[" + reason + " " + expression + "]";
  }
}
