package dev.catchment.detect;

import static org.junit.Assert.assertEquals;

import dev.catchment.model.CoderLaws;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.apache.beam.sdk.coders.Coder;
import org.junit.Test;

/** The coders of this package obey their laws and keep their byte formats. */
public class StoredBytesTest {
  @Test
  public void numbers() throws Exception {
    stored(NumbersCoder.of(), new double[] {2.5, -1}, "02 4004000000000000 bff0000000000000");
    CoderLaws.check(
        NumbersCoder.of(), new double[0], new double[] {Double.NaN, 1}, new double[] {-0.0, 1});
  }

  @Test
  public void seasonal() throws Exception {
    Seasonal detector = new Seasonal(false, ZoneOffset.UTC, 5, 5);
    SeasonalState state = detector.create();
    detector.take(state, 3_600_000, new double[] {2});
    detector.take(state, 3_600_000, new double[] {3});
    String counts = "00".repeat(22);
    String means = "0000000000000000".repeat(22);
    stored(
        detector.coder(),
        state,
        "18 00 02"
            + counts
            + "0000000000000000 4004000000000000"
            + means
            + "18 00 01"
            + counts
            + "0000000000000000 3ff0000000000000"
            + means);
    CoderLaws.check(detector.coder(), detector.create(), state);
  }

  @Test
  public void novelty() throws Exception {
    Novelty detector = new Novelty();
    NoveltyState state = detector.create();
    detector.take(state, 900_000, new double[] {2});
    String zero = "0000000000000000";
    String two = "4000000000000000";
    String view =
        "01"
            + two.repeat(3)
            + zero.repeat(2)
            + two
            + two
            + zero.repeat(4)
            + zero.repeat(5)
            + "01 01 00 00 00"
            + "01 00"
            + two
            + zero.repeat(4);
    stored(
        detector.coder(),
        state,
        "01 01"
            + zero
            + "60 00 01"
            + "00".repeat(94)
            + zero
            + two
            + zero.repeat(94)
            + view.repeat(3));
    CoderLaws.check(detector.coder(), detector.create(), state);
  }

  private static <T> void stored(Coder<T> coder, T value, String hex) throws Exception {
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(CoderLaws.encode(coder, value)));
  }
}
