package dev.catchment.read;

import dev.catchment.read.Line.Defect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the lines of a UTF-8 text, whatever its bytes: LF or CRLF ends a line, a byte order mark is
 * dropped, a line that is malformed or too long is marked and the rest goes on.
 *
 * <p>Holds at most the longest line allowed and one read of {@value #CHUNK} bytes.
 */
final class LineReader {
  static final int CHUNK = 1 << 16;
  private static final int SHOWN_BYTES = 2048;

  private final SourceChannel channel;
  private final int maxBytes;
  private byte[] buffer = new byte[CHUNK];
  private int start;
  private int end;
  private long number;
  private boolean ended;
  private boolean truncated;

  /** Reads a channel; lines longer than the given number of bytes are marked. */
  LineReader(SourceChannel channel, int maxBytes) {
    this.channel = channel;
    this.maxBytes = maxBytes;
  }

  /** As the other constructor for a channel whose faults are never those of a decompression. */
  LineReader(ReadableByteChannel channel, int maxBytes) {
    this(SourceChannel.plain(channel), maxBytes);
  }

  /** The next line, or null at the end. */
  Line next() throws IOException {
    int scan = start;
    int bits = 0;
    while (true) {
      for (; scan < end; scan++) {
        byte next = buffer[scan];
        if (next == '\n') {
          Line line = line(scan, bits);
          start = scan + 1;
          return line;
        }
        bits |= next;
      }
      if (scan - start > maxBytes + 1) {
        return skipLongLine();
      }
      if (ended) {
        return last(bits);
      }
      scan -= start;
      fill();
    }
  }

  /** The number of bytes held. */
  int capacity() {
    return buffer.length;
  }

  private Line last(int bits) {
    if (truncated) {
      truncated = false;
      return defective(Defect.TRUNCATED, end);
    }
    if (start == end) {
      return null;
    }
    Line line = line(end, bits);
    start = end;
    return line;
  }

  private Line line(int stop, int bits) {
    number++;
    int from = start;
    int to = stop > from && buffer[stop - 1] == '\r' ? stop - 1 : stop;
    if (number == 1 && startsWithMark(from, to)) {
      from += 3;
    }
    if (to - from > maxBytes) {
      return new Line(number, shown(from, to), Defect.TOO_LONG);
    }
    if (bits >= 0) {
      return new Line(number, new String(buffer, from, to - from, StandardCharsets.US_ASCII), null);
    }
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    boolean malformed = text.indexOf('\uFFFD') >= 0 && !isWellFormed(from, to);
    return new Line(number, text, malformed ? Defect.INVALID_UTF8 : null);
  }

  private Line skipLongLine() throws IOException {
    Line line = defective(Defect.TOO_LONG, end);
    while (true) {
      for (; start < end; start++) {
        if (buffer[start] == '\n') {
          start++;
          return line;
        }
      }
      if (ended) {
        if (truncated) {
          truncated = false;
          return new Line(line.number(), line.text(), Defect.TRUNCATED);
        }
        return line;
      }
      fill();
    }
  }

  /** Takes what is in the buffer up to {@code stop} as the beginning of a line with a defect. */
  private Line defective(Defect defect, int stop) {
    number++;
    Line line = new Line(number, shown(start, stop), defect);
    start = stop;
    return line;
  }

  private String shown(int from, int to) {
    int length = Math.min(to - from, SHOWN_BYTES);
    return new String(buffer, from, length, StandardCharsets.UTF_8);
  }

  private boolean startsWithMark(int from, int to) {
    return to - from >= 3
        && buffer[from] == (byte) 0xEF
        && buffer[from + 1] == (byte) 0xBB
        && buffer[from + 2] == (byte) 0xBF;
  }

  private boolean isWellFormed(int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  /** Moves the unread bytes to the front and reads at least one more, or notes the end. */
  private void fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * end, (long) maxBytes + CHUNK));
    }
    ByteBuffer free = ByteBuffer.wrap(buffer, end, buffer.length - end);
    try {
      while (!ended && free.position() == end) {
        ended = channel.read(free) < 0;
      }
    } catch (IOException failure) {
      if (channel.failed()) {
        throw failure;
      }
      truncated = true;
      ended = true;
    }
    end = free.position();
  }
}
