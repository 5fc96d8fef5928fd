package dev.catchment.query;

import dev.catchment.model.ByteSink;
import java.util.Arrays;

/** Numbers keys, from 0 on in the order they come. Holds the bytes of every key. */
final class GroupTable {
  private byte[] bytes = new byte[1024];
  private int[] ends = new int[64];
  private int[] hashes = new int[64];
  private int[] slots = new int[128];
  private int size;

  /** The number of keys. */
  int size() {
    return size;
  }

  /** The number of a key, or -1 when it has none. */
  int find(ByteSink key) {
    int hash = KeyColumns.hash(key.array(), 0, key.size());
    return slots[place(key, hash)] - 1;
  }

  /** The number of a key, a new one where it has none. */
  int add(ByteSink key) {
    int hash = KeyColumns.hash(key.array(), 0, key.size());
    int place = place(key, hash);
    if (slots[place] != 0) {
      return slots[place] - 1;
    }
    int start = size == 0 ? 0 : ends[size - 1];
    int end = Math.addExact(start, key.size());
    if (end > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * bytes.length)));
    }
    System.arraycopy(key.array(), 0, bytes, start, key.size());
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    ends[size] = end;
    hashes[size] = hash;
    slots[place] = ++size;
    if (2 * size > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private int place(ByteSink key, int hash) {
    int mask = slots.length - 1;
    int place = hash & mask;
    while (slots[place] != 0 && !isAt(slots[place] - 1, key, hash)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private boolean isAt(int group, ByteSink key, int hash) {
    return hashes[group] == hash
        && Arrays.equals(bytes, start(group), ends[group], key.array(), 0, key.size());
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int group = 0; group < size; group++) {
      int place = hashes[group] & mask;
      while (slots[place] != 0) {
        place = (place + 1) & mask;
      }
      slots[place] = group + 1;
    }
  }

  private int start(int group) {
    return group == 0 ? 0 : ends[group - 1];
  }

  /** Writes the bytes of a key. */
  void write(int group, ByteSink out) {
    out.write(bytes, start(group), ends[group] - start(group));
  }
}
