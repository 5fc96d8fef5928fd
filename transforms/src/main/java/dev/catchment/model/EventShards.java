package dev.catchment.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/**
 * Gathers events by the shard of their message: encoded at once, handed on as one packed block a
 * shard. Not thread-safe. Memory: {@value #MOST_BYTES} bytes and one event.
 */
public final class EventShards {
  /** The coder of what goes by the shard of a message, each after the number of the shard. */
  public static final KvCoder<Integer, byte[]> BLOCK_CODER =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  private static final int MOST_BYTES = 32 << 20;

  private final EventCoder coder;
  private final ByteSink[] shards = new ByteSink[MessageKey.SHARDS];
  private final ByteSink event = new ByteSink();
  private final EncodedEvents encoded = new EncodedEvents();
  private final MessageKey key = new MessageKey();
  private int bytes;

  /** Gathers events of a coder. */
  public EventShards(EventCoder coder) {
    this.coder = coder;
  }

  /** Takes an event, and hands on all blocks when there is enough in them. */
  public void add(Event next, BiConsumer<Integer, byte[]> blocks) {
    event.clear();
    encode(next);
    encoded.readAlone(event.array(), event.size());
    encoded.key(key);
    int shard = key.shard();
    if (shards[shard] == null) {
      shards[shard] = new ByteSink();
    }
    EncodedEvents.append(event.array(), 0, event.size(), shards[shard]);
    bytes += event.size();
    if (bytes >= MOST_BYTES) {
      flush(blocks);
    }
  }

  private void encode(Event next) {
    try {
      coder.encode(next, event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands on the blocks of all shards that have one. */
  public void flush(BiConsumer<Integer, byte[]> blocks) {
    for (int shard = 0; shard < shards.length; shard++) {
      if (shards[shard] != null && shards[shard].size() > 0) {
        blocks.accept(shard, PackedBytes.pack(shards[shard]));
        shards[shard].clear();
      }
    }
    bytes = 0;
  }
}
