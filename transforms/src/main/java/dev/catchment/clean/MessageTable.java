package dev.catchment.clean;

/**
 * A hash table from message keys to references, in primitive arrays: open addressing with linear
 * probing, at most half full. Memory: 48 to 96 bytes a message.
 */
final class MessageTable {
  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private long[] references = new long[1024];
  private int size;

  /** The place of a key: where it stands, or the empty place where it would. */
  int find(long first, long second) {
    int mask = references.length - 1;
    int place = (int) second & mask;
    while (references[place] != 0 && (high[place] != first || low[place] != second)) {
      place = place + 1 & mask;
    }
    return place;
  }

  /** The reference at a place, 0 when it is empty. */
  long reference(int place) {
    return references[place];
  }

  /** The number of places, full and empty. */
  int places() {
    return references.length;
  }

  /** Replaces the reference at a place that is not empty. */
  void replace(int place, long reference) {
    references[place] = reference;
  }

  /** Puts a key to the empty place that was found for it; places found before are void then. */
  void put(int place, long first, long second, long reference) {
    high[place] = first;
    low[place] = second;
    references[place] = reference;
    size++;
    if (size * 2 > references.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldReferences = references;
    int places = Math.multiplyExact(references.length, 2);
    high = new long[places];
    low = new long[places];
    references = new long[places];
    for (int old = 0; old < oldReferences.length; old++) {
      if (oldReferences[old] != 0) {
        int place = find(oldHigh[old], oldLow[old]);
        high[place] = oldHigh[old];
        low[place] = oldLow[old];
        references[place] = oldReferences[old];
      }
    }
  }
}
