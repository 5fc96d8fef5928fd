package dev.catchment.detect;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;

/**
 * Judges the values of one series as they come: a verdict depends on the values taken so far, never
 * on a later one.
 *
 * <p>A detector itself is immutable and holds what is the same for all keys. What it remembers of
 * one key is its state, which {@link #take} changes. Every detector says how many bytes that is at
 * most, as its coder writes it; the number does not grow with the values taken.
 *
 * <p>A value that is no finite number is not judged and leaves the state as it is, and gets {@link
 * Verdict#UNKNOWN}. Values are taken in the order in which they come; where times matter, the
 * detector says what it does with one that is not later than the last. Values beyond ±1e100 count
 * as that.
 *
 * @param <StateT> what is remembered of one key; its class has no other way to be made than {@link
 *     #create} and the coder
 */
public interface Detector<StateT> extends Serializable {
  /** The memory of a key of which nothing is known. */
  StateT create();

  /**
   * Judges a value and learns it.
   *
   * @param state the memory of the key, which is changed
   * @param timeMillis the event time in milliseconds since 1970
   * @param values the value, or as many as {@link #width} says; not kept
   */
  Verdict take(StateT state, long timeMillis, double[] values);

  /** The coder of the memory. Its bytes are described in {@code docs/formats/coders.md}. */
  Coder<StateT> coder();

  /** How many values are judged together: 1, except for a detector of several measures. */
  default int width() {
    return 1;
  }

  /**
   * The time in milliseconds from which on {@link #silent} has something to say if nothing comes
   * before, {@link Long#MAX_VALUE} if never. Changes with every value taken.
   */
  default long deadline(StateT state) {
    return Long.MAX_VALUE;
  }

  /**
   * Judges that nothing came up to a time. Leaves the state as it is.
   *
   * @param timeMillis what the time is, in milliseconds since 1970
   */
  default Verdict silent(StateT state, long timeMillis) {
    return Verdict.UNKNOWN;
  }
}
