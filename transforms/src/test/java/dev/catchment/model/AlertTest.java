package dev.catchment.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import dev.catchment.model.Alert.Severity;
import dev.catchment.model.Alert.Status;
import dev.catchment.model.Measured.Pane;
import java.util.HexFormat;
import org.apache.beam.sdk.coders.Coder;
import org.junit.Test;

/** Alerts and the values they are made of keep their byte formats and their ids. */
public class AlertTest {
  private static final Alert OPEN =
      new Alert(
          Status.OPEN,
          Severity.CRITICAL,
          "shop",
          "é",
          "errors",
          "many",
          1_000,
          1_000,
          61_000,
          2.5,
          Double.NaN,
          1,
          "why");

  private static Alert message(Status status, long opened, long start) {
    return new Alert(
        status,
        Severity.INFO,
        "shop",
        "",
        "errors",
        "many",
        opened,
        start,
        start + 5,
        0,
        1,
        0.25,
        "");
  }

  @Test
  public void alert() throws Exception {
    stored(
        AlertCoder.of(),
        OPEN,
        "01 03 0573686f70 03c3a9 076572726f7273 056d616e79 d00f d00f 90b907"
            + " 4004000000000000 7ff8000000000000 3ff0000000000000 04776879");
    CoderLaws.check(
        AlertCoder.of(),
        OPEN,
        message(Status.UPDATED, 0, 7),
        message(Status.RESOLVED, -1, Long.MIN_VALUE / 4));
  }

  @Test
  public void seriesKey() throws Exception {
    stored(SeriesKeyCoder.of(), new SeriesKey("shop", ""), "0573686f70 01");
    CoderLaws.check(SeriesKeyCoder.of(), new SeriesKey("a", "b"), new SeriesKey("", "ab"));
  }

  @Test
  public void measured() throws Exception {
    Measured value = Measured.of(-60_000, 0, Pane.LATE, 300, -59_990, -1, 2.5, Double.NaN);
    stored(
        MeasuredCoder.of(),
        value,
        "03 bfa907 e0d403 ac02 14 bea907 02 4004000000000000 7ff8000000000000");
    CoderLaws.check(
        MeasuredCoder.of(),
        value,
        Measured.empty(0, 1, 0),
        Measured.of(0, 1, Pane.EARLY, 1, 0, 0),
        Measured.of(0, 1, Pane.EARLY, 1, 0, 0, -0.0));
  }

  @Test
  public void idIsThatOfTheAlertAndNotOfTheMessage() {
    assertEquals("16f249", OPEN.id().substring(0, 6));
    assertEquals(32, OPEN.id().length());
    assertEquals(message(Status.OPEN, 5, 5).id(), message(Status.RESOLVED, 5, 90).id());
    assertNotEquals(message(Status.OPEN, 5, 5).id(), message(Status.OPEN, 6, 6).id());
    assertNotEquals(OPEN.id(), message(Status.OPEN, 1_000, 1_000).id());
  }

  private static <T> void stored(Coder<T> coder, T value, String hex) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertArrayEquals(bytes, CoderLaws.encode(coder, value));
  }
}
