package dev.catchment.rules;

/** Says why an expression of the configuration cannot be compiled or evaluated. */
public final class RuleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RuleException(String message) {
    super(message);
  }
}
