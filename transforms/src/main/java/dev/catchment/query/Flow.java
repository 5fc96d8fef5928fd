package dev.catchment.query;

import java.util.Set;
import java.util.TreeSet;

/**
 * How the rows of a step come.
 *
 * @param unbounded whether for ever
 * @param windows the windows they are in, null for none
 * @param times the columns that hold the start or the end of the window of a row
 * @param eventTime the column of the event time of an unbounded table, -1 for none
 */
record Flow(boolean unbounded, WindowSpec windows, Set<Integer> times, int eventTime) {
  static final Flow BOUNDED = new Flow(false, null, Set.of(), -1);

  /** After columns were chosen: the old place of each, -1 for one that is new. */
  Flow through(int[] slots) {
    if (!unbounded) {
      return this;
    }
    Set<Integer> kept = new TreeSet<>();
    int time = -1;
    for (int index = 0; index < slots.length; index++) {
      if (slots[index] >= 0 && times.contains(slots[index])) {
        kept.add(index);
      }
      if (slots[index] >= 0 && slots[index] == eventTime) {
        time = index;
      }
    }
    return new Flow(true, windows, kept, time);
  }

  /** Refuses a part of a query that needs all rows where these never end. */
  void refuseEndless(String what) {
    if (unbounded) {
      throw new QueryException(
          what
              + " needs all rows, but those of a topic never end; group them by window first: "
              + "SELECT … FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(time), INTERVAL '1' HOUR)) GROUP "
              + "BY window_start, window_end.");
    }
  }
}
