package dev.catchment.clean;

/** Says why a record cannot become an event; carries no value of the record. */
public final class Flaw extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final String field;

  Flaw(String kind, Binding binding, String message) {
    this(kind + "_" + binding.shortName(), binding.name(), binding.name() + " " + message);
  }

  Flaw(String reason, String field, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.field = field;
  }

  /** The kind of flaw, a stable name such as {@code invalid_timestamp}. */
  public String reason() {
    return reason;
  }

  /** The full name of the part at fault. */
  public String field() {
    return field;
  }
}
