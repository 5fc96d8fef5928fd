package dev.catchment.pipelines.report;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

public class ClusterReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PARTS =
      List.of("tile-silhouette", "tile-outliers", "k-chart", "class=\"stability\"", "\"drift\"");

  private static String html(ClusterSection clusters) {
    return Report.of("Clusters", SampleReport.RUN).withClusters(clusters).html();
  }

  /** Clusters of equal size, of features that differ, without anything optional. */
  private static ClusterSection plain(int clusters, int features) {
    List<String> names = IntStream.range(0, features).mapToObj(i -> "feature" + i).toList();
    return new ClusterSection(
        List.of(),
        List.of(),
        List.of(),
        Collections.nCopies(clusters, 10L),
        names,
        Collections.nCopies(clusters, Collections.nCopies(features, 0.5)),
        List.of());
  }

  @Test
  public void aPartThatIsNotKnownIsNotThere() {
    String html = html(plain(2, 3));
    PARTS.forEach(part -> assertFalse(part, html.contains(part)));
    assertFalse(html.contains("own units"));
    assertTrue(html.contains("20 rows in 2 clusters."));
  }

  @Test
  public void everyPartIsThereWithItsData() {
    String html = SampleReport.drifted().html();
    PARTS.forEach(part -> assertTrue(part, html.contains(part)));
    assertTrue(html.contains("Structure: reasonable."));
    assertTrue(html.contains("unstable, 0.48"));
    assertTrue(html.contains("26 profiles flagged"));
    assertTrue(html.contains("A model of 2,014 profiles; 1,013 now assigned to its 4 clusters."));
    assertTrue(html.contains("Of 5 features, 1 changed and 1 shifted"));
    assertTrue("mean in its own unit", html.contains("<td class=\"n\">548</td>"));
  }

  @Test
  public void featuresAreSortedByTheirDrift() {
    String html = SampleReport.drifted().html();
    String table = html.substring(html.indexOf("Population stability index by feature\""));
    List<Integer> places =
        List.of("recency_days", "money_90d", "orders_90d", "share_mobile", "night_share").stream()
            .map(table::indexOf)
            .toList();
    assertEquals(places.stream().sorted().toList(), places);
  }

  @Test
  public void jsonBringsBackTheSection() throws Exception {
    ClusterSection section = SampleReport.clusters().withDrift(SampleReport.drift());
    String text = JSON.writeValueAsString(section);
    assertEquals(section, JSON.readValue(text, ClusterSection.class));
  }

  @Test
  public void anEarlierJsonHasNoOptionalPart() throws Exception {
    ObjectNode json = JSON.valueToTree(plain(2, 3));
    json.remove(List.of("noun", "means", "quality", "drift"));
    assertEquals(plain(2, 3), JSON.treeToValue(json, ClusterSection.class));
  }

  @Test
  public void manyClustersAndFeaturesStayBounded() {
    ClusterSection section =
        plain(1000, 1000)
            .withMeans(
                new ClusterMeans(
                    Collections.nCopies(1000, 1.0),
                    Collections.nCopies(1000, Collections.nCopies(1000, 1.0))))
            .withQuality(ClusterQuality.NONE.withStability(Collections.nCopies(1000, 0.9)))
            .withDrift(
                new ClusterDrift(
                    0.1,
                    Collections.nCopies(1000, 1L),
                    Collections.nCopies(
                        1000, new FeatureDrift("f", 0.1, Collections.nCopies(1000, 0.1)))));
    String html = html(section);
    assertTrue("length " + html.length(), html.length() < 800_000);
    assertTrue(html.contains("900 more clusters are not shown"));
    assertTrue(html.contains("960 more features that differ less are not shown"));
  }

  @Test
  public void numbersWithoutEndAreDrawn() {
    ClusterQuality quality =
        ClusterQuality.NONE
            .withSeparation(Double.POSITIVE_INFINITY, Double.NaN)
            .withStability(List.of(Double.NaN, 1.0));
    String html = html(plain(2, 1).withQuality(quality));
    assertTrue(html.contains("<b>∞</b>"));
    assertFalse(html.contains("tile-calinski-harabasz"));
    assertTrue(html.contains("stability is not known"));
  }

  @Test
  public void partsOfOtherClustersAreRefused() {
    assertRefused(
        "stability has 1 entries",
        () -> plain(2, 1).withQuality(ClusterQuality.NONE.withStability(List.of(1.0))));
    assertRefused(
        "means has 2 features",
        () -> plain(1, 1).withMeans(new ClusterMeans(List.of(1.0, 1.0), List.of())));
    assertRefused(
        "every row of means", () -> new ClusterMeans(List.of(1.0), List.of(List.of(1.0, 2.0))));
    assertRefused(
        "drift of x has 3 entries",
        () ->
            plain(2, 1)
                .withDrift(
                    new ClusterDrift(
                        0, List.of(), List.of(new FeatureDrift("x", 0, List.of(1.0, 1.0, 1.0))))));
    assertRefused("must be 0 to 3", () -> ClusterQuality.NONE.withOutliers(4, 3));
  }

  private static void assertRefused(String message, Runnable action) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(refused.getMessage(), refused.getMessage().contains(message));
  }

  @Test
  public void measuresHaveThreeSignificantDigits() {
    assertEquals(
        List.of("0", "0.0620", "4.02", "41.2", "412", "1,821", "−0.830", "2.14e-04", "1.77e+15"),
        List.of(0.0, 0.062, 4.02, 41.2, 412.3, 1821.4, -0.83, 0.000214, 1.77e15).stream()
            .map(Numbers::measure)
            .toList());
  }
}
