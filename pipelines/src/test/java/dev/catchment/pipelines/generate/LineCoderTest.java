package dev.catchment.pipelines.generate;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.HexFormat;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

public class LineCoderTest {
  private static final byte[] TEXT = {'a', (byte) 0xC3, '('};

  @Test
  public void bytesAreAsDocumented() throws CoderException {
    byte[] encoded = CoderUtils.encodeToByteArray(LineCoder.of(), new Line(300, 7, 1, "bad", TEXT));

    assertEquals("ac02070103626164" + "0361c328", HexFormat.of().formatHex(encoded));
  }

  @Test
  public void lineWithoutReasonComesBack() throws CoderException {
    Line line = CoderUtils.clone(LineCoder.of(), new Line(-1, 2, 3, null, TEXT));

    assertEquals(-1, line.order());
    assertEquals(2, line.subject());
    assertEquals(3, line.sequence());
    assertEquals(null, line.reason());
    assertArrayEquals(TEXT, line.bytes());
  }
}
