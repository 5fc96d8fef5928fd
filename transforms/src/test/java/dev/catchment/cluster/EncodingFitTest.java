package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;

public class EncodingFitTest {
  private static final List<String> TABLE = List.of("orders", "revenue", "country", "city");
  private static final EncodingSettings SETTINGS =
      EncodingSettings.of(TABLE, List.of("orders", "revenue"))
          .withQuantile(List.of("revenue"))
          .withOneHot(List.of("country"))
          .withFrequency(List.of("city"));
  private static final String[][] ROWS = {
    {"1", "10", "DE", "Köln"},
    {"2", "20", "DE", "Bonn"},
    {"9", "90", null, "Köln"},
    {"4", null, "FR", null},
    {null, "30", "IT", "Rom"},
  };

  @Test
  public void fitsWhatTheRowsShow() {
    FeatureEncoding encoding = fit(SETTINGS, ROWS);
    assertEquals(
        List.of("orders", "revenue", "country=DE", "country=other", "city"), encoding.features());
    assertArrayEquals(new double[] {1, 0, 1, 0, 0.5}, apply(encoding, ROWS[0]), 0);
    assertArrayEquals(new double[] {2, 1 / 3.0, 1, 0, 0}, apply(encoding, ROWS[1]), 0);
    assertArrayEquals(new double[] {9, 1, 0, 0, 0.5}, apply(encoding, ROWS[2]), 0);
    assertArrayEquals(new double[] {4, Double.NaN, 0, 1, Double.NaN}, apply(encoding, ROWS[3]), 0);
  }

  @Test
  public void fillsInMedians() {
    FeatureEncoding encoding = fit(SETTINGS.withMissing("median"), ROWS);
    assertArrayEquals(
        new double[] {3, 0.5, 0, 0, 0.25},
        apply(encoding, new String[] {null, null, null, null}),
        0);
  }

  @Test
  public void fillsInTheMedianBeforeTheLogarithm() {
    EncodingSettings settings = EncodingSettings.of(TABLE, List.of()).withLog(List.of("orders"));
    FeatureEncoding encoding =
        fit(
            settings.withMissing("median"),
            new String[][] {{"0"}, {"1e200"}, {null}, {"7"}, {"5"}});
    assertArrayEquals(
        new double[] {StrictMath.log(6)}, apply(encoding, new String[] {null}), 1e-15);
  }

  @Test
  public void countsAColumnWithoutAMedianAsTheMean() {
    EncodingSettings settings = EncodingSettings.of(TABLE, List.of("orders"));
    FeatureEncoding encoding = fit(settings.withMissing("median"), new String[][] {{null}});
    assertArrayEquals(new double[] {Double.NaN}, apply(encoding, new String[] {null}), 0);
  }

  /** Rows that are left out have no say. */
  @Test
  public void samplesNoRowThatIsRefused() {
    EncodingSettings settings =
        EncodingSettings.of(TABLE, List.of("orders"))
            .withOneHot(List.of("country"))
            .withMissing("drop");
    String[][] rows = {
      {"1", "DE"}, {"2", "DE"}, {"many", "FR"}, {"many", "FR"}, {null, "AT"}, {null, "AT"}
    };
    FeatureEncoding encoding = fit(settings, rows);
    assertEquals(List.of("orders", "country=DE"), encoding.features());
    assertEquals(
        new Refusal(Refusal.Reason.INVALID, "orders"), encoding.apply(rows[2], new double[2]));
    assertEquals(
        new Refusal(Refusal.Reason.MISSING, "orders"), encoding.apply(rows[4], new double[2]));
    assertEquals(
        new Refusal(Refusal.Reason.MISSING, "country"),
        encoding.apply(new String[] {"1", null}, new double[2]));
    EncodingFit fit = EncodingFit.of(settings, 0);
    assertEquals("invalid_orders", fit.unfitted().apply(rows[2], new double[9]).text());
    assertEquals("missing_orders", fit.unfitted().apply(rows[4], new double[9]).text());
  }

  @Test
  public void needsASampleForWhatTheDataDecides() {
    EncodingSettings plain = EncodingSettings.of(TABLE, List.of("orders"));
    assertFalse(EncodingFit.of(plain, 0).needsSample());
    assertFalse(EncodingFit.of(plain.withLog(List.of("revenue")), 0).needsSample());
    assertFalse(EncodingFit.of(plain.withMissing("drop"), 0).needsSample());
    assertTrue(EncodingFit.of(plain.withMissing("median"), 0).needsSample());
    assertTrue(EncodingFit.of(plain.withQuantile(List.of("orders")), 0).needsSample());
    assertTrue(EncodingFit.of(plain.withOneHot(List.of("city")), 0).needsSample());
    assertTrue(EncodingFit.of(plain.withFrequency(List.of("city")), 0).needsSample());
    assertEquals(FeatureEncoding.identity(List.of("orders")), EncodingFit.of(plain, 0).unfitted());
  }

  @Test
  public void samplesTheSameRowsInAnyOrder() {
    List<Integer> rows = new ArrayList<>(IntStream.range(0, 2000).boxed().toList());
    EncodingFit fit = EncodingFit.of(SETTINGS, 3);
    CellSample sample = sample(fit, rows);
    Collections.shuffle(rows, new Random(5));
    assertEquals(sample, sample(fit, rows));
    assertEquals(fit.fit(sample), fit.fit(sample(SerializableUtils.clone(fit), rows)));
    assertFalse(sample.equals(sample(EncodingFit.of(SETTINGS, 4), rows)));
    assertEquals(50, sample.entries().size());
    assertEquals("the columns that are fitted", 3, sample.entries().get(0).width());
  }

  private static CellSample sample(EncodingFit fit, List<Integer> rows) {
    CellSample sample = new CellSample(50);
    for (int row : rows) {
      String[] cells = {"1", Integer.toString(row), "c" + row % 7, "t" + row % 3};
      CellSample before = new CellSample(50);
      before.merge(sample);
      fit.sample(sample, row, cells);
      assertEquals(!sample.equals(before), fit.wants(before, row));
    }
    return sample;
  }

  @Test
  public void refusesColumnsOfWhichNothingCanBeMade() {
    String[][] different = {{"a"}, {"b"}};
    EncodingSettings none = EncodingSettings.of(TABLE, List.of());
    assertRefused(
        "column 'city' has no value twice; leave it out of --frequency",
        none.withFrequency(List.of("city")),
        different);
    assertRefused(
        "column 'city' has no value twice; leave it out of --oneHot",
        none.withOneHot(List.of("city")),
        different);
    assertRefused(
        "there are no rows to cluster: none has what is needed in every column",
        none.withOneHot(List.of("city")));
  }

  @Test
  public void refusesTwoFeaturesOfAName() {
    assertRefused(
        "two features are called 'city=Rom'; rename one column",
        EncodingSettings.of(List.of("city", "city=Rom"), List.of("city=Rom"))
            .withOneHot(List.of("city")),
        new String[] {"1", "Rom"},
        new String[] {"2", "Rom"});
  }

  private static void assertRefused(String message, EncodingSettings settings, String[]... rows) {
    ClusteringException e = assertThrows(ClusteringException.class, () -> fit(settings, rows));
    assertEquals(message, e.getMessage());
  }

  private static FeatureEncoding fit(EncodingSettings settings, String[]... rows) {
    EncodingFit fit = EncodingFit.of(settings, 0);
    CellSample sample = new CellSample();
    for (int row = 0; row < rows.length; row++) {
      fit.sample(sample, row, rows[row]);
    }
    return fit.fit(sample);
  }

  private static double[] apply(FeatureEncoding encoding, String[] cells) {
    double[] out = new double[encoding.features().size()];
    assertNull(encoding.apply(cells, out));
    return out;
  }
}
