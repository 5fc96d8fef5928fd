package dev.catchment.pipelines.generate;

/** What can be wrong with a record, one thing at a time. */
enum Defect {
  TRUNCATED("invalid_json"),
  NOT_AN_OBJECT("invalid_json"),
  WRONG_NUMBER_OF_FIELDS("wrong_number_of_fields"),
  BROKEN_QUOTE("broken_quote"),
  INVALID_UTF8("invalid_utf8"),
  INVALID_TIMESTAMP("invalid_timestamp"),
  INVALID_TYPE("invalid_type"),
  INVALID_EMAIL("invalid_email"),
  MISSING_MESSAGE_ID("missing_messageId"),
  MISSING_TIMESTAMP("missing_timestamp"),
  MISSING_ORDER_ID("missing_order_id"),
  PRICE_OUT_OF_RANGE("out_of_range_price"),
  UNIT_PRICE_OUT_OF_RANGE("out_of_range_unit_price"),
  QUANTITY_OUT_OF_RANGE("out_of_range_quantity");

  /** Reasons that are no defect of the record itself; the outcome has the same name. */
  static final String DUPLICATE = "duplicate";

  static final String FILTERED = "filtered";
  static final String WITHHELD = "withheld";

  private final String reason;

  Defect(String reason) {
    this.reason = reason;
  }

  /** The reason in the truth. */
  String reason() {
    return reason;
  }

  /** The outcome in the truth of a record that has a reason. */
  static String outcome(String reason) {
    return switch (reason) {
      case DUPLICATE, FILTERED, WITHHELD -> reason;
      default -> "rejected";
    };
  }
}
