package dev.catchment.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a channel in UTF-8, whatever encoding it has there. Bytes that are no character in it
 * become a byte that is none in UTF-8, so that the reader of the lines finds the line malformed.
 *
 * <p>Holds {@value #CHUNK} characters and their bytes.
 */
final class Utf8Channel implements ReadableByteChannel {
  private static final int CHUNK = 1 << 14;
  private static final int MOST_BYTES_OF_A_CHAR = 3;
  private static final byte MALFORMED = (byte) 0xFF;

  private final ReadableByteChannel content;
  private final CharsetDecoder decoder;
  private final ByteBuffer in = ByteBuffer.allocate(CHUNK).flip();
  private final CharBuffer characters = CharBuffer.allocate(CHUNK);
  private final ByteBuffer out = ByteBuffer.allocate((CHUNK + 2) * MOST_BYTES_OF_A_CHAR).flip();
  private char half;
  private boolean ended;
  private boolean finished;
  private IOException damage;

  Utf8Channel(ReadableByteChannel content, Charset charset) {
    this.content = content;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    while (!out.hasRemaining()) {
      if (finished) {
        if (damage != null) {
          throw damage;
        }
        return -1;
      }
      decode();
    }
    int count = Math.min(out.remaining(), target.remaining());
    target.put(out.slice(out.position(), count));
    out.position(out.position() + count);
    return count;
  }

  private void decode() throws IOException {
    CoderResult result = decoder.decode(in, characters, ended);
    boolean isMalformed = result.isError();
    if (isMalformed) {
      in.position(in.position() + result.length());
    } else if (result.isUnderflow()) {
      if (ended && characters.position() == 0) {
        decoder.flush(characters);
        finished = true;
      } else if (!ended) {
        fill();
      }
    }
    encode(isMalformed);
  }

  /** Reads more; a fault is thrown once all characters before it are handed out. */
  private void fill() {
    in.compact();
    try {
      ended = content.read(in) < 0;
    } catch (IOException failure) {
      damage = failure;
      ended = true;
    }
    in.flip();
  }

  /** Writes the characters; a pair that the buffer cuts in two waits for its other half. */
  private void encode(boolean isMalformed) {
    characters.flip();
    StringBuilder text = new StringBuilder(characters.length() + 1);
    if (half != 0) {
      text.append(half);
      half = 0;
    }
    text.append(characters);
    characters.clear();
    int last = text.length() - 1;
    if (last >= 0 && Character.isHighSurrogate(text.charAt(last)) && !isMalformed && !finished) {
      half = text.charAt(last);
      text.setLength(last);
    }
    out.clear();
    out.put(text.toString().getBytes(StandardCharsets.UTF_8));
    if (isMalformed) {
      out.put(MALFORMED);
    }
    out.flip();
  }

  @Override
  public boolean isOpen() {
    return content.isOpen();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
