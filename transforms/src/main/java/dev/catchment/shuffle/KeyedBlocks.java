package dev.catchment.shuffle;

import com.google.common.hash.Hashing;
import dev.catchment.model.ByteSink;
import dev.catchment.shuffle.BlockPlan.Combining;
import dev.catchment.shuffle.KeyedAccumulators.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.values.KV;

/**
 * Combines values by key while a bundle lasts, and gives what came out as blocks of encoded bytes,
 * one for each shard: a shard is the hash of the key's encoded bytes modulo the number of shards.
 *
 * <p>Holds one accumulator per key until it is drained. Not thread-safe.
 */
public final class KeyedBlocks<K, InputT> {
  private final Content<K, InputT, ?> content;

  <AccumT> KeyedBlocks(Combining<K, InputT, AccumT, ?> combining, int shards) {
    this.content = new Content<>(combining, shards);
  }

  /** Adds a value to those of its key. */
  public void add(K key, InputT input) {
    content.keys.add(key, input);
  }

  /** The number of keys, where each of a few values that were added last counts as one. */
  public int size() {
    return content.keys.size();
  }

  /** Hands out all blocks, each before the number of its shard, and forgets the values. */
  public void drain(Consumer<KV<Integer, byte[]>> blocks) throws IOException {
    content.drain(blocks);
  }

  private static final class Content<K, InputT, AccumT> {
    private final Combining<K, InputT, AccumT, ?> combining;
    private final int shards;
    private KeyedAccumulators<K, InputT, AccumT> keys;

    Content(Combining<K, InputT, AccumT, ?> combining, int shards) {
      this.combining = combining;
      this.shards = shards;
      clear();
    }

    void drain(Consumer<KV<Integer, byte[]>> out) throws IOException {
      List<AccumulatorBlock<K, AccumT>> blocks = new ArrayList<>(Collections.nCopies(shards, null));
      ByteSink key = new ByteSink();
      for (Slot<K, AccumT> slot : keys.slots()) {
        key.clear();
        combining.keyCoder().encode(slot.key(), key);
        int hash = Hashing.murmur3_32_fixed().hashBytes(key.array(), 0, key.size()).asInt();
        int shard = Math.floorMod(hash, shards);
        if (blocks.get(shard) == null) {
          blocks.set(shard, new AccumulatorBlock<>(combining));
        }
        blocks.get(shard).add(key, combining.fn().compact(slot.accumulator()));
      }
      clear();
      for (int shard = 0; shard < shards; shard++) {
        AccumulatorBlock<K, AccumT> block = blocks.set(shard, null);
        if (block != null) {
          out.accept(KV.of(shard, block.finish()));
        }
      }
    }

    private void clear() {
      keys = new KeyedAccumulators<>(combining.fn(), combining.keyCoder());
    }
  }
}
