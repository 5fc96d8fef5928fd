package dev.catchment.measure;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertFalse;

import java.util.Arrays;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

public class SeriesMemoryTest {
  @Test
  public void aCopyIsTheSameAndLeavesWhatItWasMadeOfAlone() throws Exception {
    SeriesMemory memory = new SeriesMemory(1);
    memory.due = 2;
    memory.watermark = 3;
    memory.told = 4;
    memory.newest = 5;
    memory.toldNewest = 6;
    memory.last = 7;
    memory.parts = 8;
    memory.early = true;
    byte[] before = bytes(memory);
    SeriesMemory copy = memory.copy();
    assertArrayEquals(before, bytes(copy));
    copy.told = 9;
    assertArrayEquals(before, bytes(memory));
    assertFalse(Arrays.equals(before, bytes(copy)));
  }

  private static byte[] bytes(SeriesMemory memory) throws Exception {
    return CoderUtils.encodeToByteArray(SeriesMemory.CODER, memory);
  }
}
