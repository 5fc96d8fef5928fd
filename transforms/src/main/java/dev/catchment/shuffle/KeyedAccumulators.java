package dev.catchment.shuffle;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * A hash map of one accumulator per key. Keys are compared as their coder compares them, so keys
 * without {@code equals}, such as {@code byte[]}, work.
 *
 * <p>Holds every distinct key with its accumulator until it is dropped. Accumulators given to
 * {@link #merge} are read and never kept or changed.
 */
final class KeyedAccumulators<K, InputT, AccumT> {
  private final CombineFn<InputT, AccumT, ?> fn;
  private final Coder<K> keyCoder;
  private final Map<Object, Slot<K, AccumT>> slots = new HashMap<>();

  KeyedAccumulators(CombineFn<InputT, AccumT, ?> fn, Coder<K> keyCoder) {
    this.fn = fn;
    this.keyCoder = keyCoder;
  }

  /** Adds an input to the accumulator of its key; returns whether the key is a new one. */
  boolean add(K key, InputT input) {
    int before = slots.size();
    Slot<K, AccumT> slot = slot(key);
    slot.accumulator = fn.addInput(slot.accumulator, input);
    return slots.size() > before;
  }

  /** Merges an accumulator into that of its key. */
  void merge(K key, AccumT accumulator) {
    Slot<K, AccumT> slot = slot(key);
    slot.accumulator = fn.mergeAccumulators(Arrays.asList(slot.accumulator, accumulator));
  }

  /** Every key with its accumulator, in no defined order. */
  Collection<Slot<K, AccumT>> slots() {
    return slots.values();
  }

  private Slot<K, AccumT> slot(K key) {
    Object structure = keyCoder.structuralValue(key);
    Slot<K, AccumT> slot = slots.get(structure);
    if (slot == null) {
      slot = new Slot<>(key, fn.createAccumulator());
      slots.put(structure, slot);
    }
    return slot;
  }

  /** A key and its accumulator. */
  static final class Slot<K, AccumT> {
    private final K key;
    private AccumT accumulator;

    private Slot(K key, AccumT accumulator) {
      this.key = key;
      this.accumulator = accumulator;
    }

    K key() {
      return key;
    }

    AccumT accumulator() {
      return accumulator;
    }
  }
}
