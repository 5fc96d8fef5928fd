package dev.catchment.shuffle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * A hash map of one accumulator per key. Keys are compared as their coder compares them, so keys
 * without {@code equals}, such as {@code byte[]}, work.
 *
 * <p>Holds every distinct key with its accumulator until it is dropped. Accumulators given to
 * {@link #merge} are read and never kept or changed.
 *
 * <p>Inputs are taken in batches of {@value #BATCH}: with many keys nearly every access misses the
 * processor's caches, and it waits for several at once when they follow each other closely.
 */
final class KeyedAccumulators<K, InputT, AccumT> {
  private static final int BATCH = 256;

  private final CombineFn<InputT, AccumT, ?> fn;
  private final Coder<K> keyCoder;
  private final Map<Object, Slot<K, AccumT>> slots = new HashMap<>();
  private final List<K> batchKeys = new ArrayList<>();
  private final List<InputT> batchInputs = new ArrayList<>();
  private final List<Slot<K, AccumT>> batchSlots = new ArrayList<>();

  KeyedAccumulators(CombineFn<InputT, AccumT, ?> fn, Coder<K> keyCoder) {
    this.fn = fn;
    this.keyCoder = keyCoder;
  }

  /** Adds an input to the accumulator of its key. */
  void add(K key, InputT input) {
    batchKeys.add(key);
    batchInputs.add(input);
    if (batchKeys.size() == BATCH) {
      addBatch();
    }
  }

  private void addBatch() {
    for (K key : batchKeys) {
      batchSlots.add(slot(key));
    }
    for (int index = 0; index < batchSlots.size(); index++) {
      Slot<K, AccumT> slot = batchSlots.get(index);
      slot.accumulator = fn.addInput(slot.accumulator, batchInputs.get(index));
    }
    batchKeys.clear();
    batchInputs.clear();
    batchSlots.clear();
  }

  /** Merges an accumulator into that of its key. */
  void merge(K key, AccumT accumulator) {
    Slot<K, AccumT> slot = slot(key);
    slot.accumulator = fn.mergeAccumulators(Arrays.asList(slot.accumulator, accumulator));
  }

  /** The number of keys, where each input of the batch at hand counts as one. */
  int size() {
    return slots.size() + batchKeys.size();
  }

  /** Every key with its accumulator, in no defined order. */
  Collection<Slot<K, AccumT>> slots() {
    addBatch();
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
