package dev.catchment.model;

/**
 * Reads the primitive parts of the byte formats, see {@link Wire}, from an array without a copy.
 * Not thread-safe. Bytes that are not of the format give an {@link IndexOutOfBoundsException} or
 * wrong values: read only what a coder of this process wrote.
 */
public final class WireReader {
  private byte[] bytes = new byte[0];
  private int position;
  private int textStart;
  private int textLength;

  /** Goes to a place in an array, which must not change while it is read. */
  public void moveTo(byte[] array, int place) {
    bytes = array;
    position = place;
  }

  /** The array. */
  public byte[] bytes() {
    return bytes;
  }

  /** The place of the next byte. */
  public int position() {
    return position;
  }

  /** Leaves bytes out. */
  public void skip(int count) {
    position += count;
  }

  /** Reads one byte, 0 to 255. */
  public int readByte() {
    return bytes[position++] & 0xFF;
  }

  /** Reads an unsigned integer of variable length. */
  public long readVarint() {
    long value = 0;
    int shift = 0;
    byte next = bytes[position++];
    while (next < 0) {
      value |= (long) (next & 0x7F) << shift;
      shift += 7;
      next = bytes[position++];
    }
    return value | (long) next << shift;
  }

  /** Reads a signed integer of variable length. */
  public long readSigned() {
    long raw = readVarint();
    return (raw >>> 1) ^ -(raw & 1);
  }

  /** Reads eight bytes, highest first. */
  public long readFixed() {
    long value = 0;
    for (int index = 0; index < Long.BYTES; index++) {
      value = value << 8 | readByte();
    }
    return value;
  }

  /**
   * Goes past a text, whose UTF-8 is then at {@link #textStart} in the length of {@link
   * #textLength}.
   *
   * @return whether there is one
   */
  public boolean readText() {
    int length = (int) readVarint() - 1;
    textStart = position;
    textLength = Math.max(length, 0);
    position += textLength;
    return length >= 0;
  }

  /** Where the last text begins. */
  public int textStart() {
    return textStart;
  }

  /** The number of bytes of the last text. */
  public int textLength() {
    return textLength;
  }
}
