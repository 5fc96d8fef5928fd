package dev.catchment.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileSystems;

/**
 * The decompressed bytes of a file, which tell a fault of the storage (worth another try) from a
 * fault of the compressed data (which will not get better).
 */
final class SourceChannel implements Closeable {
  private final Watched stored;
  private final ReadableByteChannel content;

  private SourceChannel(Watched stored, ReadableByteChannel content) {
    this.stored = stored;
    this.content = content;
  }

  /** A channel without compression. */
  static SourceChannel plain(ReadableByteChannel channel) {
    Watched stored = new Watched(channel);
    return new SourceChannel(stored, stored);
  }

  /** Opens a file on any Beam file system; its extension tells its compression. */
  static SourceChannel open(String file) throws IOException {
    return decompress(FileSystems.open(FileSystems.matchNewResource(file, false)), file);
  }

  /** The content of a channel whose compression the extension of a name tells. */
  static SourceChannel decompress(ReadableByteChannel channel, String name) throws IOException {
    Watched stored = new Watched(channel);
    Compression compression = Compression.detect(name);
    if (compression == Compression.UNCOMPRESSED) {
      return new SourceChannel(stored, stored);
    }
    try {
      return new SourceChannel(stored, compression.readDecompressed(stored));
    } catch (IOException failure) {
      if (stored.failed) {
        throw failure;
      }
      return new SourceChannel(stored, new Broken(stored, failure));
    }
  }

  /** Reads as {@link ReadableByteChannel#read}; a fault leaves what was read in the buffer. */
  int read(ByteBuffer target) throws IOException {
    return content.read(target);
  }

  /** Whether the storage itself failed. */
  boolean failed() {
    return stored.failed;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private static final class Watched implements ReadableByteChannel {
    private final ReadableByteChannel channel;
    private boolean failed;

    Watched(ReadableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      try {
        return channel.read(target);
      } catch (IOException failure) {
        failed = true;
        throw failure;
      }
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Compressed data whose very beginning is damaged. */
  private record Broken(ReadableByteChannel channel, IOException failure)
      implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      throw failure;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
