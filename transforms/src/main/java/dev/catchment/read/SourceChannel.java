package dev.catchment.read;

import dev.catchment.account.Progress;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileSystems;

/**
 * The decompressed bytes of a file, which show the {@link Progress} of a step and tell a fault of
 * the storage (worth another try) from a fault of the compressed data (which will not get better).
 */
final class SourceChannel implements Closeable {
  /** What is shown of bytes that are not read for the first time. */
  private static final long HIDDEN = 0;

  private final Watched stored;
  private final ReadableByteChannel content;

  private SourceChannel(Watched stored, ReadableByteChannel content) {
    this.stored = stored;
    this.content = content;
  }

  /** A channel without compression. */
  static SourceChannel plain(ReadableByteChannel channel) {
    Watched stored = new Watched(channel, HIDDEN);
    return new SourceChannel(stored, stored);
  }

  /** Opens a file on any Beam file system; its extension tells its compression. */
  static SourceChannel open(String file) throws IOException {
    return decompress(new Watched(stored(file), HIDDEN), file);
  }

  /** As {@link #open}, inside of a running step, whose progress it shows. */
  static SourceChannel openInStep(String file) throws IOException {
    ReadableByteChannel channel = stored(file);
    long bytes = channel instanceof SeekableByteChannel seekable ? seekable.size() : Long.MAX_VALUE;
    return decompress(new Watched(channel, bytes), file);
  }

  /** As {@link #openInStep} for a part of a file: shows its bytes, whatever is read beyond. */
  static SourceChannel openInStep(TableRange range) throws IOException {
    return decompress(new Watched(stored(range.file()), range.bytes()), range.file());
  }

  /** As the other method from a byte of a file that is not compressed. */
  static SourceChannel openInStep(TableRange range, long position) throws IOException {
    return from(position, stored(range.file()), range.bytes());
  }

  /** As the other method for a range of records. */
  static SourceChannel openInStep(RecordRange range, long position) throws IOException {
    return from(position, stored(range.file()), range.end() - range.begin());
  }

  /** As {@link #open} from a byte of a file that is not compressed. */
  static SourceChannel open(String file, long position) throws IOException {
    return from(position, stored(file), HIDDEN);
  }

  private static SourceChannel from(long position, ReadableByteChannel channel, long most)
      throws IOException {
    if (channel instanceof SeekableByteChannel seekable) {
      seekable.position(position);
      Watched stored = new Watched(channel, most);
      return new SourceChannel(stored, stored);
    }
    channel.close();
    throw new IOException("a table in several ranges needs a file system with random access");
  }

  private static ReadableByteChannel stored(String file) throws IOException {
    try {
      return FileSystems.open(FileSystems.matchNewResource(file, false));
    } catch (FileNotFoundException | NoSuchFileException gone) {
      // Java says of a file without rights that it is not found.
      throw new InputException(
          file + " cannot be opened: it is gone since it was listed, or may not be read", gone);
    }
  }

  /** The content of a channel whose compression the extension of a name tells. */
  static SourceChannel decompress(ReadableByteChannel channel, String name) throws IOException {
    return decompress(new Watched(channel, HIDDEN), name);
  }

  private static SourceChannel decompress(Watched stored, String name) throws IOException {
    Compression compression = Compression.detect(name);
    if (compression == Compression.UNCOMPRESSED) {
      return new SourceChannel(stored, stored);
    }
    try {
      return new SourceChannel(
          stored,
          compression == Compression.GZIP
              ? GzipChannel.of(stored)
              : compression.readDecompressed(stored));
    } catch (IOException failure) {
      if (stored.failed) {
        stored.close();
        throw failure;
      }
      return new SourceChannel(stored, new Broken(stored, failure));
    }
  }

  /** The same content, which may be so many times as long as what is stored of it. */
  SourceChannel bounded(String file, int ratio) {
    return content == stored
        ? this
        : new SourceChannel(stored, new BoundedChannel(content, () -> stored.read, file, ratio));
  }

  /** The text of the same content in UTF-8. */
  SourceChannel transcoded(Charset charset) {
    return new SourceChannel(stored, new Utf8Channel(content, charset));
  }

  /** The content as a stream. */
  InputStream stream() {
    return Channels.newInputStream(content);
  }

  /** Reads as {@link ReadableByteChannel#read}; a fault leaves what was read in the buffer. */
  int read(ByteBuffer target) throws IOException {
    return content.read(target);
  }

  /** Whether the storage itself failed. */
  boolean failed() {
    return stored.failed;
  }

  /** Shows all of the file's bytes as read, though a damaged one was left in the middle. */
  @Override
  public void close() throws IOException {
    try {
      stored.showAll();
    } finally {
      content.close();
    }
  }

  private static final class Watched implements ReadableByteChannel {
    private static final int SHOWN_AT_A_TIME = 1 << 16;

    private final ReadableByteChannel channel;
    private final long most;
    private boolean failed;
    private long read;
    private long shown;

    /** A channel of which at most so many bytes are shown. */
    Watched(ReadableByteChannel channel, long most) {
      this.channel = channel;
      this.most = most;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      try {
        int count = channel.read(target);
        read += Math.max(count, 0);
        if (read - shown >= SHOWN_AT_A_TIME) {
          show(Math.min(read, most));
        }
        return count;
      } catch (IOException failure) {
        failed = true;
        throw failure;
      }
    }

    private void showAll() {
      if (!failed && channel.isOpen()) {
        show(most == Long.MAX_VALUE ? read : most);
      }
    }

    private void show(long bytes) {
      Progress.add(Progress.BYTES, bytes - shown);
      shown = bytes;
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
