package dev.catchment.pipelines.watch;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class LiveTextTest {
  @Test
  public void whatIsKnownIsSaid() {
    assertEquals(
        "1,200 unread, 1.2 s behind, out in 0.31 s (99 %: 1.40 s), 3 late, 1 ahead of time, 4 without a key, 0.10 % rejected, 2 alerts open",
        LiveText.of(new LivePoint(0, 9, 1, 2, 0.001, 3, 1, 4, 1_200L, 1.24, 0.31, 1.4, 5, 2)));
  }

  @Test
  public void whatIsNotKnownOrZeroIsLeftOut() {
    assertEquals(
        "", LiveText.of(new LivePoint(0, 0, 0, 0, 0, 0, 0, 0, null, null, null, null, 0, 0)));
    assertEquals(
        "0 unread, 0.0 s behind, 1 alert open",
        LiveText.of(new LivePoint(0, 0, 0, 0, 0, 0, 0, 0, 0L, 0.0, null, null, 0, 1)));
  }
}
