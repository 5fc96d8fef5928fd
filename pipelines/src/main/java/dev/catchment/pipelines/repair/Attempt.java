package dev.catchment.pipelines.repair;

import dev.catchment.model.Event;
import dev.catchment.model.Rejected;

/**
 * What became of a rejected record that was tried again.
 *
 * @param fate what
 * @param event the event, where it became one
 * @param reason the rule that filters it, or what it is rejected for
 * @param field the part or column at fault, or null
 * @param message what is wrong, or null
 */
record Attempt(Fate fate, Event event, String reason, String field, String message) {
  /** The reason for a record whose personal columns were others than they are now. */
  static final String OTHER_PROTECTION = "other_protection";

  /** The reason for a record of a source that is no more. */
  static final String UNKNOWN_SOURCE = "unknown_source";

  /** What can become of a record. */
  enum Fate {
    /** An event. */
    EVENT,
    /** Left out by a rule. */
    FILTERED,
    /** Left out because consent is refused. */
    WITHHELD,
    /** It still cannot be accepted. */
    REJECTED,
    /** Too little of it was kept. */
    NEEDS_SOURCE
  }

  /** Whether the record needs no repair any more. */
  boolean isSettled() {
    return fate != Fate.REJECTED && fate != Fate.NEEDS_SOURCE;
  }

  static Attempt of(Event event) {
    return new Attempt(Fate.EVENT, event, null, null, null);
  }

  static Attempt filtered(String rule) {
    return new Attempt(Fate.FILTERED, null, rule, null, null);
  }

  static Attempt withheld() {
    return new Attempt(Fate.WITHHELD, null, null, null, null);
  }

  static Attempt rejected(String reason, String field, String message) {
    return new Attempt(Fate.REJECTED, null, reason, field, message);
  }

  static Attempt needsSource(Rejected record) {
    return new Attempt(Fate.NEEDS_SOURCE, null, record.reason(), record.field(), record.message());
  }
}
