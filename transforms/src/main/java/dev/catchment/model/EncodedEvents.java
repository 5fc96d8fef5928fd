package dev.catchment.model;

/**
 * Goes through a block of encoded events without decoding them: each is its length as varint and
 * the bytes of {@link EventCoder}. Not thread-safe.
 */
public final class EncodedEvents {
  /** The milliseconds of a UTC day. */
  public static final long MILLIS_PER_DAY = 86_400_000;

  private final WireReader reader = new WireReader();
  private int place;
  private int start;
  private int end;
  private int idStart;
  private int idLength;
  private long timestamp;
  private int channelStart;
  private int channelLength;
  private int sourceStart;
  private int sourceLength;

  /** Adds an event that is encoded in an array to a block. */
  public static void append(byte[] bytes, int from, int length, ByteSink block) {
    int rest = length;
    while (rest > 0x7F) {
      block.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    block.write(rest);
    block.write(bytes, from, length);
  }

  /** Reads the event at a place of a block, and returns the place of the next. */
  public int read(byte[] block, int at) {
    place = at;
    reader.moveTo(block, at);
    int length = (int) reader.readVarint();
    start = reader.position();
    end = start + length;
    readEnvelope();
    return end;
  }

  /** Reads an event that stands alone in an array. */
  public void readAlone(byte[] bytes, int length) {
    reader.moveTo(bytes, 0);
    start = 0;
    end = length;
    readEnvelope();
  }

  private void readEnvelope() {
    reader.readText();
    idStart = reader.textStart();
    idLength = reader.textLength();
    reader.readByte();
    reader.readText();
    timestamp = reader.readSigned();
    reader.readText();
    channelStart = reader.textStart();
    channelLength = reader.textLength();
    reader.readText();
    sourceStart = reader.textStart();
    sourceLength = reader.textLength();
  }

  /** The array that the event stands in. */
  public byte[] bytes() {
    return reader.bytes();
  }

  /** Where the event with its length begins. */
  public int place() {
    return place;
  }

  /** Where the event's own bytes begin. */
  public int start() {
    return start;
  }

  /** Where they end. */
  public int end() {
    return end;
  }

  /** Event time in milliseconds since 1970. */
  public long timestamp() {
    return timestamp;
  }

  /** The UTC day of the event in days since 1970. */
  public long day() {
    return Math.floorDiv(timestamp, MILLIS_PER_DAY);
  }

  /** Where the message id begins. */
  public int idStart() {
    return idStart;
  }

  /** The number of bytes of the message id. */
  public int idLength() {
    return idLength;
  }

  /** Where the channel begins. */
  public int channelStart() {
    return channelStart;
  }

  /** The number of bytes of the channel. */
  public int channelLength() {
    return channelLength;
  }

  /** Where the source begins. */
  public int sourceStart() {
    return sourceStart;
  }

  /** The number of bytes of the source. */
  public int sourceLength() {
    return sourceLength;
  }

  /** Makes a key that of the event. */
  public void key(MessageKey key) {
    byte[] bytes = reader.bytes();
    key.set(bytes, sourceStart, sourceLength, bytes, idStart, idLength);
  }
}
