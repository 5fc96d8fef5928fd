package dev.catchment.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.KV;

/** The laws that every coder of the project obeys. */
public final class CoderLaws {
  private CoderLaws() {}

  /**
   * Checks on the given values that the coder round-trips, gives equal bytes to equal values only,
   * marks the end of a value by itself, refuses truncated bytes, nests, and can be sent to a
   * worker.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> void check(Coder<T> coder, T... values)
      throws IOException, NonDeterministicException {
    coder.verifyDeterministic();
    assertEquals(coder, SerializableUtils.clone(coder));
    for (T value : values) {
      byte[] bytes = encode(coder, value);
      assertArrayEquals("same value, same bytes", bytes, encode(coder, value));
      T decoded = coder.decode(new ByteArrayInputStream(bytes));
      assertEquals(coder.structuralValue(value), coder.structuralValue(decoded));
      assertArrayEquals("bytes survive a round trip", bytes, encode(coder, decoded));
      checkTruncated(coder, bytes);
      for (T other : values) {
        boolean sameBytes = Arrays.equals(bytes, encode(coder, other));
        assertEquals(
            "structural value agrees with bytes",
            sameBytes,
            coder.structuralValue(value).equals(coder.structuralValue(other)));
        if (coder.consistentWithEquals()) {
          assertEquals("equals agrees with bytes", sameBytes, value.equals(other));
        }
      }
    }
    checkStream(coder, Arrays.asList(values));
    checkNested(coder, Arrays.asList(values));
  }

  /** The bytes of a value. */
  public static <T> byte[] encode(Coder<T> coder, T value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    coder.encode(value, out);
    return out.toByteArray();
  }

  private static <T> void checkTruncated(Coder<T> coder, byte[] bytes) {
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThrows(
          "truncated to " + length + " of " + bytes.length,
          IOException.class,
          () -> coder.decode(new ByteArrayInputStream(part)));
    }
  }

  private static <T> void checkStream(Coder<T> coder, List<T> values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (T value : values) {
      coder.encode(value, out);
    }
    InputStream in = new TricklingInputStream(out.toByteArray());
    for (T value : values) {
      assertEquals(coder.structuralValue(value), coder.structuralValue(coder.decode(in)));
    }
    assertEquals("nothing is left", -1, in.read());
  }

  private static <T> void checkNested(Coder<T> coder, List<T> values) throws IOException {
    KvCoder<T, List<T>> nested = KvCoder.of(coder, ListCoder.of(coder));
    KV<T, List<T>> pair = KV.of(values.get(0), values);
    KV<T, List<T>> decoded = nested.decode(new TricklingInputStream(encode(nested, pair)));
    assertEquals(nested.structuralValue(pair), nested.structuralValue(decoded));
  }

  /** Gives one byte at a time, as a network may. */
  private static final class TricklingInputStream extends InputStream {
    private final ByteArrayInputStream bytes;

    TricklingInputStream(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, Math.min(length, 1));
    }
  }
}
