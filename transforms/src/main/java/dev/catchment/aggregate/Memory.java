package dev.catchment.aggregate;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;

/**
 * What one feature keeps of a person's events while time passes, and what follows of it at the end
 * of any {@link Steps step} from then on. That is at every one what {@link AggregateProfiles} makes
 * of the same events with that date.
 *
 * @param <S> what is kept; a method that gives it back may change what it was given
 */
abstract class Memory<S> implements Serializable {
  private static final long serialVersionUID = 1;

  /** What is kept before any event. */
  abstract S create();

  /** Adds an observation. */
  abstract S add(S state, Observation observation, long asOf);

  /** The value of the feature at a date. */
  abstract Object value(S state, long asOf);

  /** Forgets what matters at no date from a given one on. */
  abstract S forget(S state, long asOf);

  /**
   * The first later date at which the value may be another one without a new event; {@link
   * Steps#NEVER} when there is none, or no audience looks at it.
   */
  abstract long next(S state, long asOf);

  /** The coder of what is kept; the formats are in {@code docs/formats/coders.md}. */
  abstract Coder<S> coder();

  /** The most bytes that what is kept takes, with texts of {@value #TEXT} bytes. */
  abstract long mostBytes();

  /** How long the texts are that {@link #mostBytes} counts with. */
  static final int TEXT = 100;
}
