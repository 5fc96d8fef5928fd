package dev.catchment.shuffle;

import com.google.common.hash.Hashing;
import dev.catchment.shuffle.BlockPlan.Combining;
import dev.catchment.shuffle.KeyedAccumulators.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
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

  /** Adds a value to those of its key; returns whether the key is a new one. */
  public boolean add(K key, InputT input) {
    return content.keys.add(key, input);
  }

  /** The number of keys. */
  public int size() {
    return content.keys.slots().size();
  }

  /** Hands out all blocks, each before the number of its shard, and forgets the values. */
  public void drain(Consumer<KV<Integer, byte[]>> blocks) throws CoderException {
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

    void drain(Consumer<KV<Integer, byte[]>> out) throws CoderException {
      List<List<KV<K, AccumT>>> blocks = new ArrayList<>();
      for (int shard = 0; shard < shards; shard++) {
        blocks.add(new ArrayList<>());
      }
      for (Slot<K, AccumT> slot : keys.slots()) {
        blocks
            .get(shard(slot.key()))
            .add(KV.of(slot.key(), combining.fn().compact(slot.accumulator())));
      }
      clear();
      for (int shard = 0; shard < shards; shard++) {
        if (!blocks.get(shard).isEmpty()) {
          byte[] bytes =
              CoderUtils.encodeToByteArray(combining.blockCoder(), blocks.set(shard, List.of()));
          out.accept(KV.of(shard, bytes));
        }
      }
    }

    private int shard(K key) throws CoderException {
      byte[] bytes = CoderUtils.encodeToByteArray(combining.keyCoder(), key);
      return Math.floorMod(Hashing.murmur3_32_fixed().hashBytes(bytes).asInt(), shards);
    }

    private void clear() {
      keys = new KeyedAccumulators<>(combining.fn(), combining.keyCoder());
    }
  }
}
