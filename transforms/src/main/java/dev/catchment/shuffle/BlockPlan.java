package dev.catchment.shuffle;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.Optional;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.values.KV;

/**
 * How values are combined by key in blocks: a step that has values at hand folds them into {@link
 * KeyedBlocks}, and {@link MergeBlocks} makes of the blocks of all bundles one result per key.
 *
 * <p>{@link ShardedCombine} is both together, for values that are elements already.
 */
public final class BlockPlan<K, InputT, OutputT> implements Serializable {
  /** The coder of blocks, each before the number of its shard. */
  public static final KvCoder<Integer, byte[]> BLOCK_CODER =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  private static final long serialVersionUID = 1;

  private final Combining<K, InputT, ?, OutputT> combining;
  private final int shards;
  private final Coder<KV<K, OutputT>> outputCoder;

  private BlockPlan(
      Combining<K, InputT, ?, OutputT> combining, int shards, Coder<KV<K, OutputT>> outputCoder) {
    this.combining = combining;
    this.shards = shards;
    this.outputCoder = outputCoder;
  }

  /**
   * Combines by a function.
   *
   * @param keyCoder the coder of the keys, deterministic
   * @param inputCoder the coder of the values
   * @param shards the number of groups that keys are spread over, at least 1
   */
  public static <K, InputT, OutputT> BlockPlan<K, InputT, OutputT> of(
      CombineFn<InputT, ?, OutputT> fn,
      Coder<K> keyCoder,
      Coder<InputT> inputCoder,
      CoderRegistry registry,
      int shards) {
    checkArgument(shards >= 1, "shards is %s, must be at least 1", shards);
    checkDeterministic(keyCoder);
    Coder<KV<K, OutputT>> outputCoder;
    try {
      outputCoder = KvCoder.of(keyCoder, fn.getDefaultOutputCoder(registry, inputCoder));
    } catch (CannotProvideCoderException e) {
      // As after Combine.perKey: left to the caller, who knows more about the type.
      outputCoder = null;
    }
    return new BlockPlan<>(Combining.of(fn, keyCoder, inputCoder, registry), shards, outputCoder);
  }

  private static void checkDeterministic(Coder<?> keyCoder) {
    try {
      keyCoder.verifyDeterministic();
    } catch (NonDeterministicException e) {
      throw new IllegalStateException("the key's coder must be deterministic: " + keyCoder, e);
    }
  }

  /** No values yet. */
  public KeyedBlocks<K, InputT> empty() {
    return combining.blocks(shards);
  }

  Combining<K, InputT, ?, OutputT> combining() {
    return combining;
  }

  /** The coder of the results, where there is one. */
  Optional<Coder<KV<K, OutputT>>> outputCoder() {
    return Optional.ofNullable(outputCoder);
  }

  /** A function with the coders of its keys and accumulators. */
  record Combining<K, InputT, AccumT, OutputT>(
      CombineFn<InputT, AccumT, OutputT> fn, Coder<K> keyCoder, Coder<AccumT> accumulatorCoder)
      implements Serializable {
    static <K, InputT, AccumT, OutputT> Combining<K, InputT, AccumT, OutputT> of(
        CombineFn<InputT, AccumT, OutputT> fn,
        Coder<K> keyCoder,
        Coder<InputT> inputCoder,
        CoderRegistry registry) {
      try {
        return new Combining<>(fn, keyCoder, fn.getAccumulatorCoder(registry, inputCoder));
      } catch (CannotProvideCoderException e) {
        throw new IllegalStateException(
            "no coder for the accumulator of " + fn + "; override getAccumulatorCoder", e);
      }
    }

    KeyedBlocks<K, InputT> blocks(int shards) {
      return new KeyedBlocks<>(this, shards);
    }
  }
}
