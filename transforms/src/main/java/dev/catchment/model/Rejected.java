package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A record that a step could not accept, with everything needed to find, understand and repair it.
 *
 * @param stage the step that rejected it: {@code read}, {@code clean}
 * @param reason the kind of failure, a stable name such as {@code invalid_timestamp}
 * @param message what is wrong in a sentence; never holds a value of the record
 * @param field the configured field or column at fault, or null when it is the whole record
 * @param source the name of the source in the configuration
 * @param position where the record stands
 * @param payload the used columns as a JSON object of texts, personal ones pseudonymised; of a
 *     record that could not be cut into columns, its shape with every letter replaced by {@code a}
 *     and every digit by {@code 9}
 * @param pseudonyms the columns of the payload that hold pseudonyms, with the personal kind of
 *     each, which {@link #INVALID} precedes where the text was not of that kind
 * @param truncated whether the payload lacks something of the columns, for its size
 * @param time when the job that rejected it started, milliseconds since 1970-01-01T00:00:00Z
 * @param attempt 1 for the first time the record was tried
 */
public record Rejected(
    String stage,
    String reason,
    String message,
    String field,
    String source,
    Position position,
    String payload,
    SortedMap<String, String> pseudonyms,
    boolean truncated,
    long time,
    int attempt) {
  /** The stage of records that could not be cut into columns. */
  public static final String READ = "read";

  /** The longest payload of columns with names of usual length, in characters. */
  public static final int PAYLOAD_LIMIT = 8192;

  /** What precedes the kind of a pseudonym whose text was not of that kind. */
  public static final String INVALID = "invalid ";

  private static final int ID_BYTES = 16;

  public Rejected {
    checkNotNull(stage, "stage");
    checkNotNull(reason, "reason");
    checkNotNull(message, "message");
    checkNotNull(source, "source");
    checkNotNull(position, "position");
    pseudonyms = Collections.unmodifiableSortedMap(new TreeMap<>(pseudonyms));
  }

  /** A record without pseudonyms whose payload is whole. */
  public Rejected(
      String stage,
      String reason,
      String message,
      String field,
      String source,
      Position position,
      String payload,
      long time,
      int attempt) {
    this(
        stage,
        reason,
        message,
        field,
        source,
        position,
        payload,
        new TreeMap<>(),
        false,
        time,
        attempt);
  }

  /** The same record with a payload of columns, some of which hold pseudonyms. */
  public Rejected withPayload(String columns, Map<String, String> kinds, boolean isTruncated) {
    return new Rejected(
        stage,
        reason,
        message,
        field,
        source,
        position,
        columns,
        new TreeMap<>(kinds),
        isTruncated,
        time,
        attempt);
  }

  /**
   * What tells the record from others for ever, whatever it was rejected for: the first 128 bits of
   * SHA-256 over source, file, line and payload, in hexadecimal.
   */
  public String id() {
    Hasher hasher = Hashing.sha256().newHasher();
    put(source, hasher);
    put(position.file(), hasher);
    hasher.putLong(position.line());
    put(payload == null ? "" : payload, hasher);
    return HexFormat.of().formatHex(hasher.hash().asBytes(), 0, ID_BYTES);
  }

  private static void put(String text, Hasher hasher) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(bytes.length).putBytes(bytes);
  }

  /** Names the record without its contents, which may be personal. */
  @Override
  public String toString() {
    return "Rejected[" + reason + " " + position + "]";
  }
}
