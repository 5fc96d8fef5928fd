package dev.catchment.identify;

import java.util.Arrays;

/**
 * The connected components of a graph of {@link Key}s as a spanning forest that grows by union: the
 * union-find of Galler and Fischer with path halving (Tarjan and van Leeuwen 1984).
 *
 * <p>The root of a component is its smallest key as an unsigned number. So the roots depend on the
 * keys and edges alone, never on the order in which they came.
 *
 * <p>Memory: keys and parents stand in arrays of 20 bytes a key that grow by half, beside an open
 * hash table of 4 bytes a place that is a quarter to half full, so 28 to 46 bytes a key, and during
 * growth once more the part that grows.
 */
final class Components {
  private static final int FIRST_CAPACITY = 8;

  private long[] high;
  private long[] low;
  private int[] parent;
  private int[] table;
  private int size;

  Components() {
    this(FIRST_CAPACITY);
  }

  Components(int capacity) {
    int places = Math.max(FIRST_CAPACITY, capacity);
    high = new long[places];
    low = new long[places];
    parent = new int[places];
    table = new int[Integer.highestOneBit(places) << 2];
  }

  /** The number of keys. */
  int size() {
    return size;
  }

  /** The key at an index from 0 to {@link #size} - 1. */
  Key key(int index) {
    return new Key(high[index], low[index]);
  }

  /** The index of a key, or -1 when it is not there. */
  int find(Key key) {
    return table[place(key.high(), key.low())] - 1;
  }

  /** The index of a key, which is added as a component of its own when it is not there. */
  int add(Key key) {
    return add(key.high(), key.low());
  }

  private int add(long keyHigh, long keyLow) {
    int place = place(keyHigh, keyLow);
    if (table[place] > 0) {
      return table[place] - 1;
    }
    if (size == parent.length) {
      int places = size + (size >> 1);
      high = Arrays.copyOf(high, places);
      low = Arrays.copyOf(low, places);
      parent = Arrays.copyOf(parent, places);
    }
    high[size] = keyHigh;
    low[size] = keyLow;
    parent[size] = size;
    table[place] = ++size;
    if (size > table.length >> 1) {
      growTable();
    }
    return size - 1;
  }

  /** The index of some other key of the component that is nearer to its root, or of itself. */
  int parent(int index) {
    return parent[index];
  }

  /** The index of the smallest key of the component; changes nothing. */
  int root(int index) {
    int node = index;
    while (parent[node] != node) {
      node = parent[node];
    }
    return node;
  }

  /** Joins the components of two indices. */
  void union(int one, int other) {
    int rootOne = halve(one);
    int rootOther = halve(other);
    if (compare(rootOne, rootOther) < 0) {
      parent[rootOther] = rootOne;
    } else {
      parent[rootOne] = rootOther;
    }
  }

  /** Adds the keys and joins the components of another forest, which stays as it is. */
  void addAll(Components other) {
    for (int index = 0; index < other.size; index++) {
      int up = other.parent[index];
      int here = add(other.high[index], other.low[index]);
      if (up != index) {
        union(here, add(other.high[up], other.low[up]));
      }
    }
  }

  /** A copy without spare places in which every key points at its root. */
  Components compacted() {
    Components copy = new Components(size);
    copy.high = Arrays.copyOf(high, size);
    copy.low = Arrays.copyOf(low, size);
    copy.parent = Arrays.copyOf(parent, size);
    copy.table = table.clone();
    copy.size = size;
    for (int index = 0; index < size; index++) {
      copy.parent[index] = copy.halve(index);
    }
    return copy;
  }

  /** Whether the other forest has the same keys in the same components. */
  boolean isSameAs(Components other) {
    boolean same = size == other.size;
    for (int index = 0; same && index < size; index++) {
      int there = other.find(key(index));
      same = there >= 0 && key(root(index)).equals(other.key(other.root(there)));
    }
    return same;
  }

  private int compare(int one, int other) {
    int byHigh = Long.compareUnsigned(high[one], high[other]);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low[one], low[other]);
  }

  private int halve(int index) {
    int node = index;
    while (parent[node] != node) {
      parent[node] = parent[parent[node]];
      node = parent[node];
    }
    return node;
  }

  private int place(long keyHigh, long keyLow) {
    int mask = table.length - 1;
    int place = (int) keyLow & mask;
    while (table[place] > 0) {
      int index = table[place] - 1;
      if (low[index] == keyLow && high[index] == keyHigh) {
        return place;
      }
      place = place + 1 & mask;
    }
    return place;
  }

  private void growTable() {
    table = new int[table.length << 1];
    for (int index = 0; index < size; index++) {
      table[place(high[index], low[index])] = index + 1;
    }
  }
}
