package dev.catchment.write;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.catchment.model.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What tells a message from others, the same for each time that it is sent and after a restart: the
 * first 128 bits of SHA-256 over key, contents and cause, in hexadecimal.
 */
public final class OutgoingId {
  private static final int BYTES = 16;

  private OutgoingId() {}

  /** The id of a message. */
  public static String of(Outgoing message) {
    Hasher hasher = Hashing.sha256().newHasher();
    put(message.key(), hasher);
    put(message.json(), hasher);
    byte[] hash = hasher.putLong(message.cause()).hash().asBytes();
    return HexFormat.of().formatHex(hash, 0, BYTES);
  }

  private static void put(String text, Hasher hasher) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(bytes.length).putBytes(bytes);
  }
}
