package dev.catchment.write;

import com.google.common.base.Splitter;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The numbers that were written: all below one, and some beyond it where a runner hands parcels
 * over out of order. Travels as an offset with a text.
 */
final class WrittenNumbers {
  private final SortedSet<Long> beyond = new TreeSet<>();
  private long next;

  /** None, or what an offset and its text say. */
  WrittenNumbers(long next, String beyond) {
    this.next = next;
    Splitter.on(',').omitEmptyStrings().split(beyond).forEach(text -> add(Long.parseLong(text)));
  }

  boolean contains(long number) {
    return number < next || beyond.contains(number);
  }

  void add(long number) {
    beyond.add(number);
    while (beyond.remove(next)) {
      next++;
    }
  }

  /** The first number that is not written. */
  long next() {
    return next;
  }

  /** The numbers beyond it that are, separated by commas. */
  String beyond() {
    return beyond.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
