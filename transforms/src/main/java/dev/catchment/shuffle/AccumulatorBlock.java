package dev.catchment.shuffle;

import com.google.common.primitives.Ints;
import dev.catchment.model.ByteSink;
import dev.catchment.model.ByteSource;
import dev.catchment.shuffle.BlockPlan.Combining;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * A block that is being written: the number of its pairs in four bytes, highest first, then one key
 * and its accumulator after the other, in the bytes of their coders.
 */
final class AccumulatorBlock<K, AccumT> {
  private final Combining<K, ?, AccumT, ?> combining;
  private final ByteSink bytes = new ByteSink();
  private int size;

  AccumulatorBlock(Combining<K, ?, AccumT, ?> combining) {
    this.combining = combining;
    bytes.write(new byte[Integer.BYTES], 0, Integer.BYTES);
  }

  /** Adds an encoded key and an accumulator. */
  void add(ByteSink key, AccumT accumulator) throws IOException {
    bytes.write(key.array(), 0, key.size());
    combining.accumulatorCoder().encode(accumulator, bytes);
    size++;
  }

  /** The bytes of the block. */
  byte[] finish() {
    byte[] block = Arrays.copyOf(bytes.array(), bytes.size());
    System.arraycopy(Ints.toByteArray(size), 0, block, 0, Integer.BYTES);
    return block;
  }

  /** Hands on every key with its accumulator. */
  static <K, AccumT> void read(
      byte[] block, Combining<K, ?, AccumT, ?> combining, BiConsumer<K, AccumT> pairs)
      throws IOException {
    InputStream in = new ByteSource(block, Integer.BYTES, block.length - Integer.BYTES);
    for (int left = Ints.fromByteArray(block); left > 0; left--) {
      pairs.accept(combining.keyCoder().decode(in), combining.accumulatorCoder().decode(in));
    }
  }
}
