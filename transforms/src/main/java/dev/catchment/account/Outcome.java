package dev.catchment.account;

import java.util.Locale;

/** What became of a record; every record that is read ends in exactly one of the others. */
public enum Outcome {
  /** Read from a source; the detail is the source's name. */
  READ,
  /** Written to the event store; the detail is the source's name. */
  ACCEPTED,
  /** Kept aside with its reason; the detail is the reason. */
  REJECTED,
  /** The same as another record; the detail is the source's name. */
  DUPLICATE,
  /** Left out because consent was refused; the detail is the source's name. */
  WITHHELD,
  /** Left out by a rule of the configuration; the detail is the rule's name. */
  FILTERED;

  /** The name in {@code summary.json}, in lower case. */
  public String summaryName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
