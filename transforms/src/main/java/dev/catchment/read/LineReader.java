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
  private static final long LINE_ENDS = ByteWords.repeat('\n');

  private final SourceChannel channel;
  private final int maxBytes;
  private long limit = Long.MAX_VALUE;
  private byte[] buffer = new byte[CHUNK];
  private int start;
  private int end;
  private long number;
  private boolean ended;
  private boolean truncated;

  /** How many bytes of the text lie before the buffer. */
  private long before;

  /** The current line: where it begins, its bytes in the buffer, and whether they are ASCII. */
  private long offset;

  private int from;
  private int to;
  private boolean isAscii;

  /** The current line when its bytes are not those of the buffer. */
  private Line defective;

  /** Reads a channel; lines longer than the given number of bytes are marked. */
  LineReader(SourceChannel channel, int maxBytes) {
    this(channel, maxBytes, 0);
  }

  /** As the other constructors from the middle of a text: after so many of its bytes. */
  LineReader(SourceChannel channel, int maxBytes, long before) {
    this(channel, maxBytes, before, 0);
  }

  /** As the other constructors from the middle of a text: after so many of its bytes and lines. */
  LineReader(SourceChannel channel, int maxBytes, long before, long linesBefore) {
    this.channel = channel;
    this.maxBytes = maxBytes;
    this.before = before;
    this.number = linesBefore;
  }

  /** As the other constructor for a channel whose faults are never those of a decompression. */
  LineReader(ReadableByteChannel channel, int maxBytes) {
    this(SourceChannel.plain(channel), maxBytes);
  }

  /** Ends before the lines that begin at a byte of the text or later. */
  void until(long end) {
    limit = end;
  }

  /** The next line, or null at the end. */
  Line next() throws IOException {
    return advance() ? line() : null;
  }

  /** Goes to the next line, which is the current one until the next call; false at the end. */
  boolean advance() throws IOException {
    defective = null;
    offset = before + start;
    if (offset >= limit) {
      return false;
    }
    int scan = start;
    long seen = 0;
    while (true) {
      for (; scan <= end - Long.BYTES; scan += Long.BYTES) {
        long word = ByteWords.at(buffer, scan);
        long ends = ByteWords.same(word, LINE_ENDS);
        if (ends != 0) {
          int place = ByteWords.first(ends);
          take(scan + place, seen | (word & ((1L << (place * Byte.SIZE)) - 1)));
          start = scan + place + 1;
          return true;
        }
        seen |= word;
      }
      for (; scan < end; scan++) {
        byte next = buffer[scan];
        if (next == '\n') {
          take(scan, seen);
          start = scan + 1;
          return true;
        }
        seen |= next;
      }
      if (scan - start > maxBytes + 1) {
        defective = skipLongLine();
        return true;
      }
      if (ended) {
        return takeLast(seen);
      }
      scan -= start;
      fill();
    }
  }

  /** The current line. */
  Line line() {
    if (defective != null) {
      return defective;
    }
    String text = text();
    return new Line(number, text, isMalformed(text) ? Defect.INVALID_UTF8 : null);
  }

  /** Whether the current line has no defect, so that its bytes are its text in UTF-8. */
  boolean isSound() {
    return defective == null && (isAscii || !isMalformed(text()));
  }

  /** Whether the current line is all ASCII. */
  boolean isAscii() {
    return isAscii;
  }

  /** The number of the current line, 1 for the first. */
  long number() {
    return number;
  }

  /** What holds the bytes of the current line, if it {@link #isSound}. */
  byte[] bytes() {
    return buffer;
  }

  /** Where the bytes of the current line begin. */
  int from() {
    return from;
  }

  /** Where the bytes of the current line end. */
  int to() {
    return to;
  }

  /** The number of bytes of the text before the current line. */
  long offset() {
    return offset;
  }

  /** The number of bytes of the text before the next line. */
  long nextOffset() {
    return before + start;
  }

  /** The number of bytes held. */
  int capacity() {
    return buffer.length;
  }

  private boolean takeLast(long seen) {
    if (truncated) {
      truncated = false;
      defective = defective(Defect.TRUNCATED, end);
      return true;
    }
    if (start == end) {
      return false;
    }
    take(end, seen);
    start = end;
    return true;
  }

  private void take(int stop, long seen) {
    number++;
    from = start;
    to = stop > from && buffer[stop - 1] == '\r' ? stop - 1 : stop;
    isAscii = (seen & ByteWords.HIGH_BITS) == 0;
    if (offset == 0 && startsWithMark(from, to)) {
      from += 3;
    }
    if (to - from > maxBytes) {
      defective = new Line(number, shown(from, to), Defect.TOO_LONG);
    }
  }

  private String text() {
    return new String(
        buffer, from, to - from, isAscii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8);
  }

  private boolean isMalformed(String text) {
    return !isAscii && text.indexOf('\uFFFD') >= 0 && !isWellFormed(from, to);
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
    before += start;
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
