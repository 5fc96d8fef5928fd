package dev.catchment.cluster;

/**
 * Why a row cannot be clustered.
 *
 * @param reason what is wrong with the cell
 * @param column the name of its column, the first where something is wrong
 */
public record Refusal(Reason reason, String column) {
  /** What is wrong with a cell. */
  public enum Reason {
    /** A text that is no finite number in a column of numbers. */
    INVALID("invalid"),
    /** No value, and such rows are to be left out. */
    MISSING("missing");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  /** The reason and the column in one word for counts, such as {@code invalid_orders}. */
  public String text() {
    return reason.text + "_" + column;
  }
}
