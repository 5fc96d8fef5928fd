package dev.catchment.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The content of gzip data, of one member or several. Where the data end early or are damaged, what
 * could be unpacked before is handed out first: a stream that throws keeps it from its reader.
 */
final class GzipChannel implements ReadableByteChannel {
  private static final int CHUNK = 1 << 16;
  private static final byte[] MARK = {0x1f, (byte) 0x8b};

  private final ReadableByteChannel stored;
  private final GzipCompressorInputStream content;
  private final byte[] chunk = new byte[CHUNK];
  private IOException damage;

  private GzipChannel(ReadableByteChannel stored, InputStream data) throws IOException {
    this.stored = stored;
    this.content = new GzipCompressorInputStream(data, true);
  }

  /** The content of some data; data that are not gzip are their own content. */
  static ReadableByteChannel of(ReadableByteChannel stored) throws IOException {
    PushbackInputStream data =
        new PushbackInputStream(Channels.newInputStream(stored), MARK.length);
    byte[] start = data.readNBytes(MARK.length);
    data.unread(start);
    return start.length == MARK.length && start[0] == MARK[0] && start[1] == MARK[1]
        ? new GzipChannel(stored, data)
        : Channels.newChannel(data);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (damage != null) {
      throw damage;
    }
    int wanted = Math.min(target.remaining(), CHUNK);
    long before = content.getBytesRead();
    int count;
    try {
      count = content.read(chunk, 0, wanted);
    } catch (IOException failure) {
      count = (int) (content.getBytesRead() - before);
      if (count == 0) {
        throw failure;
      }
      damage = failure;
    }
    if (count > 0) {
      target.put(chunk, 0, count);
    }
    return count;
  }

  @Override
  public boolean isOpen() {
    return stored.isOpen();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
