package dev.catchment.detect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import org.junit.Test;

public class ThresholdTest {
  private static final Threshold RANGE = Threshold.outside(-1, 2.5);

  @Test
  public void alertsBeyondALimitAndSaysWhichOne() {
    assertEquals(new Verdict(1, 2.5, true, "3 is above 2.5"), take(RANGE, 3));
    assertEquals(new Verdict(1, -1, true, "-1.25 is below -1"), take(RANGE, -1.25));
  }

  @Test
  public void theLimitsThemselvesAreAllowed() {
    assertFalse(take(RANGE, 2.5).alert());
    assertFalse(take(RANGE, -1).alert());
  }

  @Test
  public void oneLimitIsEnough() {
    assertTrue(take(Threshold.above(0), 1).alert());
    assertFalse(take(Threshold.above(0), -1e300).alert());
    assertTrue(take(Threshold.below(0), -1).alert());
    assertFalse(take(Threshold.below(0), 1e300).alert());
  }

  @Test
  public void whatIsNoNumberIsNotJudged() {
    assertSame(Verdict.UNKNOWN, take(RANGE, Double.NaN));
    assertSame(Verdict.UNKNOWN, take(RANGE, Double.POSITIVE_INFINITY));
  }

  @Test
  public void isMadeOfSettings() {
    assertTrue(take((Threshold) Detectors.of("threshold", Map.of("above", "1e3")), 1001).alert());
    refused(Map.of(), "above", "the detector threshold needs above, below or both");
    refused(Map.of("above", "ten"), "above", "above of the detector threshold is ten, no number");
    refused(
        Map.of("above", "NaN"),
        "above",
        "above of the detector threshold is NaN, no finite number");
    refused(Map.of("above", "1", "below", "2"), "below", "below is 2.0, more than above, 1.0");
    refused(
        Map.of("over", "1"),
        "over",
        "the detector threshold has no setting over; it takes above, below");
  }

  private static void refused(Map<String, String> settings, String setting, String message) {
    DetectorException refusal =
        assertThrows(DetectorException.class, () -> Detectors.of("threshold", settings));
    assertEquals(message, refusal.getMessage());
    assertEquals(setting, refusal.setting());
  }

  private static Verdict take(Threshold detector, double value) {
    return detector.take(detector.create(), 0, new double[] {value});
  }
}
