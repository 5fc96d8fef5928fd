package dev.catchment.write;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class WrittenNumbersTest {
  @Test
  public void whatIsWrittenOutOfOrderIsKnownUntilTheGapCloses() {
    WrittenNumbers written = new WrittenNumbers(0, "");
    written.add(0);
    written.add(3);
    written.add(2);
    assertEquals(1, written.next());
    assertEquals("2,3", written.beyond());
    assertTrue(written.contains(0) && written.contains(2) && written.contains(3));
    assertFalse(written.contains(1) || written.contains(4));

    WrittenNumbers read = new WrittenNumbers(written.next(), written.beyond());
    assertEquals("2,3", read.beyond());
    read.add(1);
    assertEquals(4, read.next());
    assertEquals("", read.beyond());
  }
}
