package dev.catchment.detect;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.CoderLaws;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;

/** What holds for every detector. */
public class DetectorsTest {
  private static final Map<String, Map<String, String>> SETTINGS =
      Map.of(
          "absence", Map.of("times", "4"),
          "change", Map.of("above", "3", "below", "-3", "per", "5m"),
          "cusum", Map.of(),
          "ewma", Map.of(),
          "hotelling", Map.of("width", "2"),
          "novelty", Map.of(),
          "seasonal", Map.of("period", "week", "zone", "Europe/Berlin"),
          "stuck", Map.of("after", "1h"),
          "threshold", Map.of("above", "3"),
          "zscore", Map.of());

  /** The largest memory of a key in bytes, as the Javadoc of each detector tells it. */
  private static final Map<String, Integer> BYTES =
      Map.of(
          "absence", 25,
          "change", 17,
          "cusum", 41,
          "ewma", 41,
          "hotelling", 49,
          "novelty", 11_000,
          "seasonal", 168 * 22 + 4,
          "stuck", 25,
          "threshold", 0,
          "zscore", 25);

  private interface Check {
    <StateT> void of(String kind, Detector<StateT> detector) throws Exception;
  }

  private static void each(Check check) throws Exception {
    assertEquals(Detectors.kinds(), SETTINGS.keySet());
    for (String kind : Detectors.kinds()) {
      check.of(kind, Detectors.of(kind, SETTINGS.get(kind)));
    }
  }

  private static double[] values(Detector<?> detector, double value) {
    double[] values = new double[detector.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value + i;
    }
    return values;
  }

  @Test
  public void whatIsNoNumberIsNotJudgedAndNotLearned() throws Exception {
    each(
        new Check() {
          @Override
          public <StateT> void of(String kind, Detector<StateT> detector) throws Exception {
            if (kind.equals("absence")) {
              return;
            }
            StateT state = detector.create();
            for (int i = 0; i < 300; i++) {
              detector.take(state, i * 60_000L, values(detector, i % 7));
            }
            byte[] before = CoderLaws.encode(detector.coder(), state);
            for (double none : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
              assertEquals(
                  kind, Verdict.UNKNOWN, detector.take(state, 20_000_000, values(detector, none)));
            }
            assertArrayEquals(kind, before, CoderLaws.encode(detector.coder(), state));
          }
        });
  }

  @Test
  public void aScoreIsFromNoughtToOneAndAnAlertHasTheLimitAndAReason() throws Exception {
    each(
        new Check() {
          @Override
          public <StateT> void of(String kind, Detector<StateT> detector) {
            StateT state = detector.create();
            Random random = new Random(3);
            for (int i = 0; i < 5000; i++) {
              double value =
                  switch (random.nextInt(12)) {
                    case 0 -> 1e308;
                    case 1 -> -1e308;
                    case 2 -> 1e-300;
                    case 3 -> 0;
                    default -> random.nextGaussian();
                  };
              long time = 60_000L * (i + random.nextInt(40) - (random.nextInt(9) == 0 ? 9000 : 0));
              Verdict verdict = detector.take(state, time, values(detector, value));
              assertTrue(kind + verdict, verdict.score() >= 0 && verdict.score() <= 1);
              assertEquals(kind + verdict, verdict.alert(), verdict.score() >= Verdict.LIMIT);
              assertEquals(kind + verdict, verdict.alert(), !verdict.reason().isEmpty());
            }
          }
        });
  }

  @Test
  public void theMemoryIsBoundedAndGoesOnAfterItWasStored() throws Exception {
    each(
        new Check() {
          @Override
          public <StateT> void of(String kind, Detector<StateT> detector) throws Exception {
            Detector<StateT> sent = SerializableUtils.clone(detector);
            StateT state = detector.create();
            StateT stored = sent.create();
            Random random = new Random(5);
            for (int i = 0; i < 4000; i++) {
              double[] values = values(detector, random.nextGaussian() * (1 + i / 100));
              long time = i * 600_000L;
              if (i % 500 == 499) {
                byte[] bytes = CoderLaws.encode(sent.coder(), stored);
                assertThat(kind, bytes.length, lessThanOrEqualTo(BYTES.get(kind)));
                stored = sent.coder().decode(new ByteArrayInputStream(bytes));
              }
              assertEquals(
                  kind, detector.take(state, time, values), sent.take(stored, time, values));
            }
          }
        });
  }

  @Test
  public void aConstantSeriesIsCalm() throws Exception {
    each(
        new Check() {
          @Override
          public <StateT> void of(String kind, Detector<StateT> detector) {
            StateT state = detector.create();
            for (int i = 0; i < 3000; i++) {
              Verdict verdict = detector.take(state, i * 1000L, values(detector, 0.1));
              assertFalse(kind, verdict.alert() && !kind.equals("stuck"));
            }
          }
        });
  }

  @Test
  public void aKindThatIsNotThereIsRefusedWithThoseThatAre() {
    DetectorException refusal =
        assertThrows(DetectorException.class, () -> Detectors.of("zcore", Map.of()));
    assertThat(
        refusal.getMessage(), containsString("no detector zcore; there are absence, change"));
  }

  @Test
  public void settingsOutOfTheirRangeAreRefused() {
    refused(
        "zscore",
        Map.of("limit", "0"),
        "limit of the detector zscore is 0.0; it must be from 0.1 to 1000.0");
    refused(
        "zscore", Map.of("memory", "2.5"), "memory of the detector zscore is 2.5, no whole number");
    refused(
        "absence",
        Map.of(),
        "the detector absence needs after, a length of time, or times, a multiple of the usual time;"
            + " one of them");
    refused(
        "stuck",
        Map.of("after", "soon"),
        "after of the detector stuck is soon; a length of time is a whole number and s, m, h or d,"
            + " such as 15m");
    refused("stuck", Map.of(), "the detector stuck needs after, a length of time such as 15m");
    refused(
        "change",
        Map.of("above", "1", "relative", "yes"),
        "relative of the detector change is yes; it must be true or false");
    refused(
        "seasonal",
        Map.of("zone", "Mars"),
        "zone of the detector seasonal is Mars; it must be one such as Europe/Berlin or UTC");
    refused(
        "seasonal",
        Map.of("period", "year"),
        "period of the detector seasonal is year; it must be day or week");
    refused(
        "hotelling",
        Map.of("width", "5", "learn", "5"),
        "learn of the detector hotelling is 5; it must be more than its 5 measures");
  }

  private static void refused(String kind, Map<String, String> settings, String message) {
    DetectorException refusal =
        assertThrows(DetectorException.class, () -> Detectors.of(kind, settings));
    assertEquals(message, refusal.getMessage());
  }
}
