package dev.catchment.account;

import java.util.Locale;

/** What became of a record; every record that is read ends in exactly one of the others. */
public enum Outcome {
  /** Read from a source. */
  READ,
  /** Written to the event store. */
  ACCEPTED,
  /** Kept aside, for a reason. */
  REJECTED,
  /** The same as another record. */
  DUPLICATE,
  /** Left out because consent was refused. */
  WITHHELD,
  /** Left out by a rule of the configuration. */
  FILTERED;

  private final String summaryName = name().toLowerCase(Locale.ROOT);

  /** The name in {@code summary.json}, in lower case. */
  public String summaryName() {
    return summaryName;
  }
}
