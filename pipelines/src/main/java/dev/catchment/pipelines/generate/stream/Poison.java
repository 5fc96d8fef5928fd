package dev.catchment.pipelines.generate.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.pipelines.chance.Draws;
import java.util.Arrays;
import java.util.List;

/** Makes a message that is no event of one that is. */
enum Poison {
  /** Cut off in the middle. */
  TRUNCATED("invalid_json"),
  /** No JSON at all. */
  TEXT("invalid_json"),
  /** Half a letter in a text. */
  INVALID_UTF8("invalid_utf8"),
  /** A time that is none. */
  INVALID_TIMESTAMP("invalid_timestamp");

  private static final List<Poison> KINDS = List.of(values());

  private final String reason;

  Poison(String reason) {
    this.reason = reason;
  }

  static Poison draw(Draws draws) {
    return draws.pick(KINDS);
  }

  /** The reason in the truth. */
  String reason() {
    return reason;
  }

  byte[] of(JsonText json, Draws draws) {
    byte[] sound = json.toBytes();
    return switch (this) {
      case TRUNCATED ->
          Arrays.copyOf(sound, 1 + (int) (draws.uniform(0.1, 0.9) * (sound.length - 2)));
      case TEXT -> "upstream connect error or disconnect/reset before headers".getBytes(UTF_8);
      case INVALID_UTF8 -> {
        byte[] broken = sound.clone();
        broken[new String(sound, UTF_8).indexOf(":\"") + 2] = (byte) 0xC3;
        yield broken;
      }
      case INVALID_TIMESTAMP -> json.withTimestamp("\"yesterday\"");
    };
  }
}
