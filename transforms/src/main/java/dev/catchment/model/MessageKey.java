package dev.catchment.model;

import java.nio.charset.StandardCharsets;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * The key by which duplicates are found: the 128 bits of Murmur3 (x64, seed 0) of the source, a
 * line feed and the message id in UTF-8. Mutable, for one thread.
 *
 * <p>Two messages with the same key are taken for the same one without a look at their ids. Of a
 * thousand million messages some two share a key by chance with a probability of 10<sup>-21</sup>;
 * then one of them is counted as a duplicate. The hash is no protection against ids that somebody
 * made up in order to collide.
 */
public final class MessageKey {
  /** The number of bytes of a stored key. */
  public static final int BYTES = 16;

  /** The number of shards that the messages are spread over by their keys. */
  public static final int SHARDS = 128;

  private final ByteSink text = new ByteSink();
  private long high;
  private long low;

  /** Makes it that of a message. */
  public void set(String source, String messageId) {
    byte[] first = source.getBytes(StandardCharsets.UTF_8);
    byte[] second = messageId.getBytes(StandardCharsets.UTF_8);
    set(first, 0, first.length, second, 0, second.length);
  }

  /** Makes it that of a message whose source and id stand in arrays. */
  void set(byte[] source, int sourceStart, int sourceLength, byte[] id, int idStart, int idLength) {
    text.clear();
    text.write(source, sourceStart, sourceLength);
    text.write('\n');
    text.write(id, idStart, idLength);
    long[] hash = MurmurHash3.hash(text.array(), 0, text.size(), 0);
    high = hash[0];
    low = hash[1];
  }

  /** The first 64 bits. */
  public long high() {
    return high;
  }

  /** The other 64 bits. */
  public long low() {
    return low;
  }

  /** The shard of a message, 0 to {@link #SHARDS} - 1: the highest bits of its key. */
  public int shard() {
    return (int) (high >>> (Long.SIZE - Integer.numberOfTrailingZeros(SHARDS)));
  }
}
