package dev.catchment.pipelines.report;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.Test;

public class ReportTest {
  private static final String EVIL = "</script><script>alert('x')</script>\u2028&";
  private static final List<String> SECTIONS =
      List.of(
          "funnel",
          "rejected",
          "expectations",
          "channels",
          "identities",
          "clusters",
          "lookalike",
          "audiences");

  private static boolean has(String html, String section) {
    return html.contains("<section id=\"" + section + "\"");
  }

  @Test
  public void everySectionIsThereWithItsData() {
    String html = SampleReport.report().html();
    SECTIONS.forEach(section -> assertTrue(section, has(html, section)));
  }

  @Test
  public void noSectionIsThereWithoutData() {
    String html =
        Report.of("Empty", SampleReport.RUN)
            .withRejected(List.of())
            .withExpectations(List.of())
            .withChannels(List.of())
            .withAudiences(List.of())
            .html();
    SECTIONS.forEach(section -> assertFalse(section, has(html, section)));
    assertFalse("no chart needs no library", html.contains("echarts"));
    assertTrue("the run is told", html.contains("41.7 s"));
  }

  @Test
  public void oneSectionBringsNoOther() {
    Report empty = Report.of("One", SampleReport.RUN);
    List<Report> reports =
        List.of(
            empty.withFunnel(SampleReport.funnel()),
            empty.withRejected(SampleReport.REJECTED),
            empty.withExpectations(SampleReport.EXPECTATIONS),
            empty.withChannels(SampleReport.channels()),
            empty.withIdentities(SampleReport.identities()),
            empty.withClusters(SampleReport.clusters()),
            empty.withLookalike(SampleReport.lookalike()),
            empty.withAudiences(SampleReport.audiences()));
    for (int i = 0; i < SECTIONS.size(); i++) {
      String html = reports.get(i).html();
      for (int j = 0; j < SECTIONS.size(); j++) {
        assertEquals(
            SECTIONS.get(i) + " and " + SECTIONS.get(j), i == j, has(html, SECTIONS.get(j)));
      }
    }
  }

  @Test
  public void expectationsThatAreNotMetComeFirst() {
    String html =
        Report.of("One", SampleReport.RUN).withExpectations(SampleReport.EXPECTATIONS).html();
    assertTrue(
        html.contains(
            "5 expectations of the records that became events; 2 are not met, 1 of them required."));
    assertTrue(html.indexOf("page-format") < html.indexOf("price-sane"));
    assertTrue(html.indexOf("price-sane") < html.indexOf("cookie-known"));
    assertTrue(html.contains("mostly, 99.0% or more"));
  }

  @Test
  public void withReturnsAnotherReport() {
    Report empty = Report.of("One", SampleReport.RUN);
    String before = empty.html();
    empty.withFunnel(SampleReport.funnel()).withPeople(3).withScore(new Score(1, 1, 1, 1, 1));
    assertEquals(before, empty.html());
  }

  @Test
  public void tilesShowTheOutcomesAndTheScore() {
    String html = SampleReport.report().html();
    assertTrue(tile(html, "read").contains("<b>187,204</b>"));
    assertTrue(tile(html, "accepted").contains("<b>171,737</b>"));
    assertTrue(tile(html, "people").contains("<b>2,014</b>"));
    assertTrue(tile(html, "clusters").contains("<b>4</b>"));
    assertTrue(tile(html, "identity-precision").contains("<b>0.999</b>"));
    assertTrue(tile(html, "planted-bad").contains("<b>604 of 612</b>"));
    assertTrue(tile(html, "adjusted-rand").contains("<b>0.884</b>"));
  }

  private static String tile(String html, String id) {
    int at = html.indexOf("<div id=\"tile-" + id + "\"");
    assertTrue(id, at >= 0);
    return html.substring(at, html.indexOf("</div>", at));
  }

  @Test
  public void textFromDataIsEscapedEverywhere() {
    String html =
        Report.of(EVIL, new Run(EVIL, EVIL, SampleReport.RUN.time(), 1, EVIL))
            .withFunnel(
                new Funnel(
                    new FunnelRow(EVIL, 5, 0, 1, 0, 0),
                    List.of(new FunnelRow(EVIL, 5, 0, 1, 0, 0)),
                    List.of(new NamedCount(EVIL, 1))))
            .withRejected(List.of(new RejectedReason(EVIL, EVIL, 1, EVIL)))
            .withExpectations(
                List.of(
                    new ExpectationRow(EVIL, EVIL, EVIL, EVIL, EVIL, 0.5, 0.9, true, false, EVIL)))
            .withChannels(List.of(new ChannelDay(LocalDate.of(2026, 1, 1), EVIL, 1)))
            .withIdentities(
                new IdentitySection(
                    List.of(new NamedCount(EVIL, 1)), 1, 0, List.of(new NamedCount(EVIL, 1))))
            .withClusters(
                new ClusterSection(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(1L),
                        List.of(EVIL),
                        List.of(List.of(0.5)),
                        List.of(EVIL))
                    .withNoun(new RowNoun(EVIL, EVIL))
                    .withDrift(
                        new ClusterDrift(
                            0, List.of(1L), List.of(new FeatureDrift(EVIL, 0, List.of(0.0))))))
            .withLookalike(
                new LookalikeSection(
                    1,
                    1,
                    1,
                    0.5,
                    false,
                    List.of(),
                    List.of(new LookalikeSection.Effect(EVIL, EVIL, 1, 1, 1)),
                    List.of(EVIL)))
            .withAudiences(List.of(new AudienceRow(EVIL, EVIL, EVIL, 1, 1)))
            .html();
    assertFalse(html.contains("<script>alert"));
    assertEquals("data, library and script", 3, html.split("<script", -1).length - 1);
    String json = html.substring(html.indexOf("id=\"charts\">"));
    json = json.substring(0, json.indexOf("</script>"));
    assertTrue(json.contains("\\u003c/script\\u003e"));
    assertFalse(json.contains("\u2028"));
  }

  @Test
  public void sameDataGivesSameBytes() {
    String html = SampleReport.report().html();
    assertEquals(html, SampleReport.report().html());
    List<ChannelDay> channels = new ArrayList<>(SampleReport.channels());
    List<RejectedReason> rejected = new ArrayList<>(SampleReport.REJECTED);
    Collections.shuffle(channels, new Random(1));
    Collections.shuffle(rejected, new Random(2));
    assertEquals(html, SampleReport.report().withChannels(channels).withRejected(rejected).html());
  }

  @Test
  public void nothingIsLoaded() {
    String html = SampleReport.report().html();
    assertFalse(Pattern.compile("\\s(src|href)=[\"']?(https?:)?//").matcher(html).find());
    assertFalse(html.contains("@import"));
    assertFalse(Pattern.compile("url\\(\\s*[\"']?(https?:)?//").matcher(html).find());
    assertTrue(html.contains("default-src 'none'; script-src 'sha256-"));
  }

  @Test
  public void theChartLibraryIsThePublishedFile() throws IOException {
    byte[] library =
        Resources.toByteArray(Resources.getResource(Report.class, "echarts/echarts.common.min.js"));
    assertEquals(
        "61f13280aba3161f77fc801bf5f9c786f55f10432153a0683fc5cc0700b013d5",
        Hashing.sha256().hashBytes(library).toString());
  }

  @Test
  public void largeDataStaysBounded() {
    List<ChannelDay> channels = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      channels.add(new ChannelDay(LocalDate.of(1980, 1, 1).plusDays(i), "channel" + i % 50, 3));
    }
    List<ClusterPoint> points = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      points.add(new ClusterPoint(i, -i, i % 2));
    }
    List<RejectedReason> rejected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rejected.add(new RejectedReason("source", "reason" + i, i, "file.csv:" + i));
    }
    String html =
        Report.of("Large", SampleReport.RUN)
            .withChannels(channels)
            .withRejected(rejected)
            .withClusters(
                new ClusterSection(
                    points,
                    List.of(),
                    List.of(),
                    List.of(50_000L, 50_000L),
                    List.of(),
                    List.of(),
                    List.of()))
            .html();
    assertTrue("length " + html.length(), html.length() < 1_200_000);
    assertTrue(html.contains("other channels"));
    assertTrue(html.contains("by month"));
    assertTrue(html.contains("An even sample of 2,000 rows"));
  }

  @Test
  public void tellsWhatAReachIsWorthAndWhatDrivesIt() {
    String html = Report.of("One", SampleReport.RUN).withLookalike(SampleReport.lookalike()).html();
    assertTrue(tile(html, "auc").contains("<b>0.812</b>"));
    assertTrue(tile(html, "lookalikes").contains("<b>1,942</b>"));
    assertTrue(html.contains("each standard deviation (2.31) more multiplies"));
    assertEquals(
        "a row for each of 1, 2, 5, 10, 20, 50 %", 7 + 5, html.split("<tr>", -1).length - 1);
    assertFalse(html.contains("no better than chance"));
  }

  @Test
  public void numbersHaveThreeDigits() {
    assertEquals("1,235", Numbers.measure(1234.6));
    assertEquals("−12.3", Numbers.measure(-12.34));
    assertEquals("0.00123", Numbers.measure(0.001234));
    assertEquals("1.23e-07", Numbers.measure(1.23e-7));
    assertEquals("0", Numbers.measure(0));
  }

  @Test
  public void aFunnelThatDoesNotAddUpIsRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new FunnelRow("web", 5, 2, 2, 2, 0));
    assertTrue(refused.getMessage(), refused.getMessage().contains("do not fit into 5 read"));
  }

  @Test
  public void sharesNearTheEndsDoNotRoundToThem() {
    assertEquals("0%", Numbers.percent(0, 10));
    assertEquals("<0.1%", Numbers.percent(1, 1_000_000));
    assertEquals(">99.9%", Numbers.percent(999_999, 1_000_000));
    assertEquals("100%", Numbers.percent(10, 10));
    assertEquals("–", Numbers.percent(0, 0));
  }
}
