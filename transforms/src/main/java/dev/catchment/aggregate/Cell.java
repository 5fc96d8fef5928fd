package dev.catchment.aggregate;

import dev.catchment.model.ByteSource;
import dev.catchment.model.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * What is kept of one person for one feature: its value, the date at which it may change by time
 * alone, and what they follow from, which stays bytes until it is needed. Mutable.
 */
final class Cell {
  private final Feature feature;
  private Object value;
  long next = Steps.NEVER;
  private byte[] bytes;
  private Object state;

  private Cell(Feature feature) {
    this.feature = feature;
  }

  static Cell empty(Feature feature) {
    Cell cell = new Cell(feature);
    cell.state = feature.memory().create();
    cell.value = feature.memory().value(cell.state, 0);
    return cell;
  }

  /** The value when it was last computed, since when no audience waited for another one. */
  Object settled() {
    return value;
  }

  /** The value at a date that no change by time alone lies before. */
  Object value(long asOf) {
    return feature.plan().isRecency() ? valueNow(asOf) : value;
  }

  /** The value at any later date. */
  Object valueNow(long asOf) {
    return feature.isTimed() ? feature.memory().value(state(), asOf) : value;
  }

  /** Adds an observation; whether the value is another one now. */
  boolean add(Observation observation, long asOf) {
    state = feature.memory().add(state(), observation, asOf);
    return settle(asOf);
  }

  /** Goes on to a date that has come; whether the value is another one now. */
  boolean advance(long asOf) {
    return next <= asOf && settle(asOf);
  }

  /** Computes all that follows from what is kept; whether the value is another one now. */
  boolean settle(long asOf) {
    Object before = value;
    state = feature.memory().forget(state(), asOf);
    value = feature.memory().value(state, asOf);
    next = feature.memory().next(state, asOf);
    bytes = null;
    return !Objects.equals(before, value);
  }

  private Object state() {
    if (state == null) {
      try {
        state = feature.memory().coder().decode(new ByteSource(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException("the state of a person cannot be read", e);
      }
    }
    return state;
  }

  void encode(OutputStream out) throws IOException {
    feature.valueCoder().encode(Values.of(value), out);
    if (bytes == null) {
      feature.memory().coder().encode(state, out);
    } else {
      out.write(bytes);
    }
  }

  static Cell decode(Feature feature, long next, InputStream in) throws IOException {
    Cell cell = new Cell(feature);
    cell.value = feature.valueCoder().decode(in).get(0);
    cell.next = next;
    cell.bytes = in.readAllBytes();
    return cell;
  }
}
