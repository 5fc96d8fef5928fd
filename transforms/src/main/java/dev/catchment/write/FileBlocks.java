package dev.catchment.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;

/**
 * Gathers the elements of a bundle into one block of encoded bytes per file: the runner then groups
 * few blocks by file and not every element, and where it copies what it groups, as the Direct
 * runner does for every bundle, it copies bytes.
 *
 * <p>Memory: {@value #BLOCK_BYTES} bytes before the blocks of a bundle are emitted.
 */
final class FileBlocks<T> extends DoFn<T, KV<String, byte[]>> {
  private static final long serialVersionUID = 1;
  private static final int BLOCK_BYTES = 32 << 20;

  private final SerializableFunction<T, String> file;
  private final Coder<T> coder;
  private transient Map<String, ByteArrayOutputStream> blocks;
  private transient int bytes;

  FileBlocks(SerializableFunction<T, String> file, Coder<T> coder) {
    this.file = file;
    this.coder = coder;
  }

  @StartBundle
  public void startBundle() {
    clear();
  }

  @ProcessElement
  public void add(@Element T element, OutputReceiver<KV<String, byte[]>> out) throws IOException {
    ByteArrayOutputStream block =
        blocks.computeIfAbsent(file.apply(element), unused -> new ByteArrayOutputStream());
    int before = block.size();
    coder.encode(element, block);
    bytes += block.size() - before;
    if (bytes >= BLOCK_BYTES) {
      blocks.forEach((name, full) -> out.output(KV.of(name, full.toByteArray())));
      clear();
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    blocks.forEach(
        (name, rest) ->
            context.output(
                KV.of(name, rest.toByteArray()),
                GlobalWindow.INSTANCE.maxTimestamp(),
                GlobalWindow.INSTANCE));
    clear();
  }

  private void clear() {
    blocks = new HashMap<>();
    bytes = 0;
  }

  /** Writes the elements of blocks through a sink of elements. */
  static final class Sink<T> implements FileIO.Sink<KV<String, byte[]>> {
    private static final long serialVersionUID = 1;

    private final Coder<T> coder;
    private final FileIO.Sink<T> elements;

    Sink(Coder<T> coder, FileIO.Sink<T> elements) {
      this.coder = coder;
      this.elements = elements;
    }

    @Override
    public void open(WritableByteChannel channel) throws IOException {
      elements.open(channel);
    }

    @Override
    public void write(KV<String, byte[]> block) throws IOException {
      ByteArrayInputStream in = new ByteArrayInputStream(block.getValue());
      while (in.available() > 0) {
        elements.write(coder.decode(in));
      }
    }

    @Override
    public void flush() throws IOException {
      elements.flush();
    }
  }
}
