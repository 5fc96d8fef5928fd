package dev.catchment.detect;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ControlChartsTest {
  private static final double[] SHIFTED = {
    // Montgomery's example: 20 values around 10, then 10 around 11, standard deviation 1.
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08,
    9.37, 10.62, 10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31,
        10.52
  };

  @Test
  public void cusumSignalsWhereTheTextbookDoes() {
    Detector<?> detector =
        Detectors.of(
            "cusum", Map.of("target", "10", "deviation", "1", "slack", "0.5", "limit", "5"));
    List<Verdict> verdicts = Series.verdicts(detector, SHIFTED.length, i -> SHIFTED[i]);
    for (int i = 0; i < 28; i++) {
      assertFalse("value " + i, verdicts.get(i).alert());
    }
    assertTrue(verdicts.get(28).alert());
    assertEquals(5.28 / 10.28, verdicts.get(28).score(), 1e-9);
    assertThat(verdicts.get(28).reason(), containsString("shifted up from 10"));
    assertFalse("the sums start again", verdicts.get(29).alert());
  }

  @Test
  public void ewmaHasTheExactLimits() {
    Detector<?> detector =
        Detectors.of(
            "ewma", Map.of("target", "10", "deviation", "1", "weight", "0.1", "limit", "2.7"));
    List<Verdict> verdicts = Series.verdicts(detector, SHIFTED.length, i -> SHIFTED[i]);
    // The textbook's z of the first value is 9.945 with limits 10 ± 0.27.
    assertEquals(0.055 / (0.055 + 0.27), verdicts.get(0).score(), 1e-9);
    for (int i = 0; i < 27; i++) {
      assertFalse("value " + i, verdicts.get(i).alert());
    }
    assertTrue(verdicts.get(28).alert());
    assertThat(verdicts.get(28).reason(), containsString("higher than 10"));
  }

  @Test
  public void chartsLearnWhatIsNotGiven() {
    for (String kind : List.of("ewma", "cusum")) {
      Detector<?> detector = Detectors.of(kind, Map.of("learn", "200", "limit", "8"));
      List<Integer> alerts =
          Series.alerts(detector, 1000, i -> 50 + 3 * Series.noise(i) - (i < 700 ? 0 : 5));
      assertTrue(kind + alerts, alerts.get(0) >= 700 && alerts.get(0) < 720);
    }
  }

  @Test
  public void afterAConstantStartAnyOtherValueIsAlarming() {
    for (String kind : List.of("ewma", "cusum")) {
      assertEquals(
          kind,
          200,
          (int) Series.alerts(Detectors.of(kind, Map.of()), 201, i -> i < 200 ? 4 : 5).get(0));
    }
  }
}
