package dev.catchment.pipelines.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The encoding that the first bytes of a text are in.
 *
 * @param charset the encoding
 * @param reason why, in words
 */
record Encoding(Charset charset, String reason) {
  private static final int BYTE = 0xFF;

  /** Bytes that windows-1252 has no character for. */
  private static final String UNASSIGNED = "\u0081\u008d\u008f\u0090\u009d";

  /** UTF-8 with a stray byte here and there is still UTF-8. */
  private static final int MOST_STRAY = 10;

  /** The encoding; empty when the bytes are no text. */
  static Optional<Encoding> of(byte... start) {
    if (begins(start, 0xFF, 0xFE) || begins(start, 0xFE, 0xFF)) {
      return known(StandardCharsets.UTF_16, "its byte order mark says so");
    }
    int[] zeros = new int[2];
    for (int index = 0; index < start.length; index++) {
      zeros[index % 2] += start[index] == 0 ? 1 : 0;
    }
    if (zeros[0] + zeros[1] > 0) {
      return wide(start.length, zeros[0], zeros[1]);
    }
    return Optional.of(narrow(start));
  }

  /** In UTF-16 every second byte of a western text is 0. */
  private static Optional<Encoding> wide(int length, int even, int odd) {
    String reason = "every second byte is 0";
    if (even == 0 && odd > length / 4) {
      return known(StandardCharsets.UTF_16LE, reason);
    }
    return odd == 0 && even > length / 4
        ? known(StandardCharsets.UTF_16BE, reason)
        : Optional.empty();
  }

  private static Encoding narrow(byte... start) {
    int valid = 0;
    int stray = 0;
    ByteBuffer bytes = ByteBuffer.wrap(start);
    CharBuffer text = CharBuffer.allocate(start.length + 1);
    var decoder = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(bytes, text, false);
    while (result.isError()) {
      stray++;
      bytes.position(bytes.position() + result.length());
      result = decoder.decode(bytes, text, false);
    }
    for (int index = 0; index < text.position(); index++) {
      valid += text.get(index) >= 0x80 ? 1 : 0;
    }
    if (stray == 0) {
      return new Encoding(UTF_8, "");
    }
    if (valid > stray * MOST_STRAY) {
      return new Encoding(UTF_8, "with %,d stray bytes among its first".formatted(stray));
    }
    String latin = new String(start, StandardCharsets.ISO_8859_1);
    boolean isWindows = latin.chars().noneMatch(character -> UNASSIGNED.indexOf(character) >= 0);
    return new Encoding(
        isWindows ? Charset.forName("windows-1252") : StandardCharsets.ISO_8859_1,
        "it is not UTF-8; look whether letters with accents come out right");
  }

  private static Optional<Encoding> known(Charset charset, String reason) {
    return Optional.of(new Encoding(charset, reason));
  }

  private static boolean begins(byte[] start, int first, int second) {
    return start.length >= 2 && (start[0] & BYTE) == first && (start[1] & BYTE) == second;
  }
}
