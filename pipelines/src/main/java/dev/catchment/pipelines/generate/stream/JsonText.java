package dev.catchment.pipelines.generate.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;

/** Writes JSON into a buffer that is used again and again; a message costs one copy. */
public final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final int SECOND = 1000;

  private byte[] bytes = new byte[512];
  private int length;
  private long second = Long.MIN_VALUE;
  private byte[] secondText;
  private int timestampFrom;
  private int timestampTo;

  /** Begins a new text. */
  public JsonText begin() {
    length = 0;
    timestampFrom = 0;
    timestampTo = 0;
    return this;
  }

  /** Adds text of ASCII characters as it is. */
  public JsonText raw(String ascii) {
    int size = ascii.length();
    ensure(size);
    for (int index = 0; index < size; index++) {
      bytes[length++] = (byte) ascii.charAt(index);
    }
    return this;
  }

  /** Adds a text in quotes. */
  public JsonText text(String text) {
    put('"');
    byte[] encoded = text.getBytes(UTF_8);
    ensure(2 * encoded.length);
    for (byte each : encoded) {
      if (each == '"' || each == '\\') {
        bytes[length++] = '\\';
      }
      bytes[length++] = each;
    }
    return put('"');
  }

  /** Adds the sixteen hexadecimal digits of a number. */
  public JsonText hex(long number) {
    ensure(Long.SIZE / 4);
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (number >>> shift) & 0xf];
    }
    return this;
  }

  /** Adds a whole number. */
  public JsonText number(long number) {
    return raw(Long.toString(number));
  }

  /** Adds a number of hundredths with two decimals. */
  public JsonText hundredths(long number) {
    if (number < 0) {
      put('-');
    }
    long size = Math.abs(number);
    number(size / 100).put('.');
    return put((char) ('0' + size % 100 / 10)).put((char) ('0' + size % 10));
  }

  /** Adds a time in quotes, by ISO 8601 with milliseconds in UTC, as the time of the event. */
  public JsonText timestamp(long millis) {
    long whole = Math.floorDiv(millis, SECOND);
    if (whole != second) {
      second = whole;
      String text = Instant.ofEpochSecond(whole).toString();
      secondText = text.substring(0, text.length() - 1).getBytes(ISO_8859_1);
    }
    timestampFrom = length;
    put('"');
    ensure(secondText.length);
    System.arraycopy(secondText, 0, bytes, length, secondText.length);
    length += secondText.length;
    int rest = (int) (millis - whole * SECOND);
    put('.').put((char) ('0' + rest / 100)).put((char) ('0' + rest / 10 % 10));
    put((char) ('0' + rest % 10)).put('Z').put('"');
    timestampTo = length;
    return this;
  }

  private JsonText put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** The text. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** The text with another time of the event. */
  byte[] withTimestamp(String json) {
    byte[] other = json.getBytes(UTF_8);
    byte[] all = Arrays.copyOf(bytes, timestampFrom + other.length + length - timestampTo);
    System.arraycopy(other, 0, all, timestampFrom, other.length);
    System.arraycopy(bytes, timestampTo, all, timestampFrom + other.length, length - timestampTo);
    return all;
  }
}
