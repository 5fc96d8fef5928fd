package dev.catchment.aggregate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What is kept of one person between events. Mutable, for one thread; {@link PersonFormat} makes
 * bytes of it.
 */
final class Person {
  /** The date of a person of whom nothing is known. */
  static final long NO_DATE = Long.MIN_VALUE;

  long asOf = NO_DATE;
  long version;
  long sequence;

  /** Whether features or audiences have been declared otherwise since it was stored. */
  boolean isOutdated = true;

  final BitSet audiences = new BitSet();
  final Cell[] cells;

  Person(List<Feature> features) {
    cells = new Cell[features.size()];
    Arrays.setAll(cells, slot -> Cell.empty(features.get(slot)));
  }

  /** The first date at which something may change by time alone. */
  long wake() {
    long wake = Steps.NEVER;
    for (Cell cell : cells) {
      wake = Math.min(wake, cell.next);
    }
    return wake;
  }
}
