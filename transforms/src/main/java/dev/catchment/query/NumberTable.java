package dev.catchment.query;

import java.util.Arrays;

/** Numbers keys of 64 bits, from 0 on in the order they come. */
final class NumberTable {
  private long[] keys = new long[64];
  private int[] slots = new int[128];
  private int size;

  int size() {
    return size;
  }

  long key(int group) {
    return keys[group];
  }

  /** The number of a key, a new one where it has none. */
  int add(long key) {
    int mask = slots.length - 1;
    int place = KeyColumns.mix(key) & mask;
    while (slots[place] != 0) {
      if (keys[slots[place] - 1] == key) {
        return slots[place] - 1;
      }
      place = (place + 1) & mask;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size] = key;
    slots[place] = ++size;
    if (2 * size > slots.length) {
      rehash();
    }
    return size - 1;
  }

  /** The next number without a key. */
  int addNone() {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    return size++;
  }

  private void rehash() {
    int[] old = slots;
    slots = new int[2 * old.length];
    int mask = slots.length - 1;
    for (int entry : old) {
      if (entry != 0) {
        int place = KeyColumns.mix(keys[entry - 1]) & mask;
        while (slots[place] != 0) {
          place = (place + 1) & mask;
        }
        slots[place] = entry;
      }
    }
  }
}
