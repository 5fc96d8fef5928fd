package dev.catchment.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * Encoded events of one day that belong into the same file, in no defined order.
 *
 * @param day the UTC day of their event time, in days since 1970
 * @param part the number of the file among those of the day
 * @param packed the events as {@link EncodedEvents}, in {@link PackedBytes}; never changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record EventBlock(long day, int part, byte[] packed) {
  @Override
  public boolean equals(Object other) {
    return other instanceof EventBlock that
        && day == that.day
        && part == that.part
        && Arrays.equals(packed, that.packed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(day, part, Arrays.hashCode(packed));
  }

  @Override
  public String toString() {
    return "EventBlock[" + day + " " + part + "]";
  }
}
