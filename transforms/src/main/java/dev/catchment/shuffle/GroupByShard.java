package dev.catchment.shuffle;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Groups elements into few shards, each a list in no defined order.
 *
 * <p>The elements of a bundle travel as one block of encoded bytes per shard: the runner groups few
 * blocks and not every element, and where it copies what it groups, as the Direct runner does for
 * every bundle, it copies bytes. The input must be bounded and in the global window.
 *
 * <p>Memory: a bundle holds {@value #BUNDLE_BYTES} bytes; whoever takes a shard gets all of its
 * elements as one list.
 */
public final class GroupByShard<T>
    extends PTransform<PCollection<T>, PCollection<KV<Integer, List<T>>>> {
  private static final long serialVersionUID = 1;
  private static final int BUNDLE_BYTES = 32 << 20;

  private final SerializableFunction<T, Integer> shard;

  private GroupByShard(SerializableFunction<T, Integer> shard) {
    this.shard = shard;
  }

  /** Groups by the number that a function gives an element, one of a bounded set. */
  public static <T> GroupByShard<T> by(SerializableFunction<T, Integer> shard) {
    return new GroupByShard<>(shard);
  }

  @Override
  public PCollection<KV<Integer, List<T>>> expand(PCollection<T> elements) {
    checkArgument(
        elements.getWindowingStrategy().getWindowFn() instanceof GlobalWindows
            && elements.isBounded() == PCollection.IsBounded.BOUNDED,
        "only bounded input in the global window can be grouped by shard");
    Coder<T> coder = elements.getCoder();
    return elements
        .apply("Gather", ParDo.of(new GatherFn<>(shard, coder)))
        .setCoder(BlockPlan.BLOCK_CODER)
        .apply("Group", GroupByKey.create())
        .apply("Unpack", ParDo.of(new UnpackFn<>(coder)))
        .setCoder(KvCoder.of(VarIntCoder.of(), ListCoder.of(coder)));
  }

  private static final class GatherFn<T> extends DoFn<T, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final SerializableFunction<T, Integer> shard;
    private final Coder<T> coder;
    private transient Map<Integer, ByteArrayOutputStream> blocks;
    private transient int bytes;

    GatherFn(SerializableFunction<T, Integer> shard, Coder<T> coder) {
      this.shard = shard;
      this.coder = coder;
    }

    @StartBundle
    public void startBundle() {
      clear();
    }

    @ProcessElement
    public void gather(@Element T element, OutputReceiver<KV<Integer, byte[]>> out)
        throws IOException {
      ByteArrayOutputStream block =
          blocks.computeIfAbsent(shard.apply(element), unused -> new ByteArrayOutputStream());
      int before = block.size();
      coder.encode(element, block);
      bytes += block.size() - before;
      if (bytes >= BUNDLE_BYTES) {
        blocks.forEach((number, full) -> out.output(KV.of(number, full.toByteArray())));
        clear();
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      blocks.forEach(
          (number, rest) ->
              context.output(
                  KV.of(number, rest.toByteArray()),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE));
      clear();
    }

    private void clear() {
      blocks = new HashMap<>();
      bytes = 0;
    }
  }

  private static final class UnpackFn<T>
      extends DoFn<KV<Integer, Iterable<byte[]>>, KV<Integer, List<T>>> {
    private static final long serialVersionUID = 1;

    private final Coder<T> coder;

    UnpackFn(Coder<T> coder) {
      this.coder = coder;
    }

    @ProcessElement
    public void unpack(
        @Element KV<Integer, Iterable<byte[]>> shard, OutputReceiver<KV<Integer, List<T>>> out)
        throws IOException {
      List<T> elements = new ArrayList<>();
      for (byte[] block : shard.getValue()) {
        InputStream in = new ByteSource(block);
        while (in.available() > 0) {
          elements.add(coder.decode(in));
        }
      }
      out.output(KV.of(shard.getKey(), elements));
    }
  }
}
