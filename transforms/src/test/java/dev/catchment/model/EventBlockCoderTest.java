package dev.catchment.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

public class EventBlockCoderTest {
  @Test
  public void hasTheDocumentedBytes() throws Exception {
    EventBlock block = new EventBlock(-3, 300, new byte[] {7, 8, 9});
    assertArrayEquals(
        new byte[] {5, (byte) 0xAC, 2, 3, 7, 8, 9},
        CoderUtils.encodeToByteArray(EventBlockCoder.of(), block));
    CoderLaws.check(EventBlockCoder.of(), block, new EventBlock(20_000, 0, new byte[0]));
  }

  @Test
  public void packedBytesComeBackAndBeginWithTheirNumber() {
    for (int size : new int[] {0, 1, 1000, 300_000}) {
      byte[] bytes = new byte[size];
      new Random(size).nextBytes(bytes);
      ByteSink sink = new ByteSink();
      sink.write(bytes, 0, size);
      byte[] packed = PackedBytes.pack(sink);
      assertEquals(size, ByteBuffer.wrap(packed).getInt());
      assertArrayEquals(bytes, PackedBytes.unpack(packed));
    }
  }

  @Test
  public void keyIsMurmurOfSourceAndId() {
    MessageKey key = new MessageKey();
    key.set("web", "é-1");
    byte[] hash =
        Hashing.murmur3_128().hashBytes("web\né-1".getBytes(StandardCharsets.UTF_8)).asBytes();
    ByteBuffer halves = ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(halves.getLong(), key.high());
    assertEquals(halves.getLong(), key.low());
    assertEquals(key.high() >>> 57, key.shard());
  }
}
