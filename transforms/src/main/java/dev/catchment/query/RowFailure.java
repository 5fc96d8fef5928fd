package dev.catchment.query;

/** Why an expression has no value for a row; no trace, for there may be one per row. */
final class RowFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  private RowFailure(String reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  static RowFailure divisionByZero() {
    return new RowFailure("division_by_zero", "A number is divided by zero.");
  }

  static RowFailure overflow(String type) {
    return new RowFailure("overflow", "A number is beyond the range of " + type + ".");
  }

  static RowFailure cast(String from, String to) {
    return new RowFailure("invalid_cast", "A value of " + from + " is no " + to + ".");
  }

  static RowFailure argument(String message) {
    return new RowFailure("invalid_argument", message);
  }

  static RowFailure moreThanOneRow() {
    return new RowFailure(
        "more_than_one_row", "A subquery that stands for one value has more than one row.");
  }
}
