package dev.catchment.model;

/** What is known of a person's consent to the use of an event. */
public enum Consent {
  /** The source says nothing about consent. */
  UNKNOWN(0),
  /** The person agreed. */
  GRANTED(1);

  private final int code;

  Consent(int code) {
    this.code = code;
  }

  /** The number that stands for it in the byte format. */
  public int code() {
    return code;
  }
}
