package dev.catchment.write;

import com.google.common.base.Strings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * The bytes of one part of a CSV table, which {@link OutputDirectory#publish} puts together: rows
 * that are formatted here, and lines that are CSV already. Not for several threads.
 */
public final class CsvPart extends OutputStream {
  private static final int CAPACITY = 1 << 16;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);
  private final CsvSink rows = new CsvSink();
  private boolean inRows;

  /** A part that is written to a channel. */
  public CsvPart(WritableByteChannel channel) {
    this.channel = channel;
    rows.open(Channels.newChannel(new Bytes()));
  }

  /**
   * Where a part is written.
   *
   * @param table the path of the table, which {@link OutputDirectory#staging} gave
   * @param file the first number by which the parts are ordered, at least 0
   * @param place the second number by which the parts are ordered, at least 0
   */
  public static String path(String table, int file, long place) {
    return table + WriteCsv.PARTS + "/part-" + digits(file, 10) + "-" + digits(place, 19) + ".csv";
  }

  private static String digits(long number, int width) {
    return Strings.padStart(Long.toString(number), width, '0');
  }

  /** Writes a row of cells; null is an empty one. */
  public void writeRow(List<String> cells) {
    rows.write(cells);
    inRows = true;
  }

  /** Writes a byte of a line, whose end the caller writes too. */
  @Override
  public void write(int next) throws IOException {
    endRows();
    put(next);
  }

  /** Writes bytes of lines, whose ends the caller writes too. */
  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    endRows();
    put(bytes, from, length);
  }

  /** Brings all that was written to the channel. */
  @Override
  public void flush() throws IOException {
    endRows();
    drain();
  }

  private void endRows() throws IOException {
    if (inRows) {
      rows.flush();
      inRows = false;
    }
  }

  private void put(int next) throws IOException {
    if (!buffer.hasRemaining()) {
      drain();
    }
    buffer.put((byte) next);
  }

  private void put(byte[] bytes, int from, int length) throws IOException {
    if (length > buffer.remaining()) {
      drain();
    }
    if (length > buffer.remaining()) {
      writeAll(ByteBuffer.wrap(bytes, from, length));
    } else {
      buffer.put(bytes, from, length);
    }
  }

  private void drain() throws IOException {
    writeAll(buffer.flip());
    buffer.clear();
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Takes the formatted rows. */
  private final class Bytes extends OutputStream {
    @Override
    public void write(int next) throws IOException {
      put(next);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      put(bytes, from, length);
    }
  }
}
