package dev.catchment.enrich;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import java.util.List;
import org.junit.Test;

/** What is made of user agents, addresses of pages and IP addresses. */
public class RecordEnricherTest {
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/124.0.0.0 Safari/537.36";
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/17.4 Mobile/15E148 Safari/604.1";
  private static final String ANDROID_TABLET =
      "Mozilla/5.0 (Linux; Android 13; SM-X906C) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/112.0.0.0 Safari/537.36";
  private static final String GOOGLEBOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  private static final List<String> AGENT = Enrichment.COLUMNS.subList(0, 6);

  @Test
  public void anAgentTellsBrowserSystemAndDevice() {
    assertEquals("Chrome 124 Windows 10 desktop false", agent(CHROME));
    assertEquals("Mobile Safari 17 iOS 17 phone false", agent(IPHONE));
    assertEquals("Chrome 112 Android 13 tablet false", agent(ANDROID_TABLET));
  }

  @Test
  public void robotsAndProgramsAreBots() {
    assertEquals("Googlebot 2 - - robot true", agent(GOOGLEBOT));
    for (String bot :
        List.of(
            "curl/8.5.0",
            "python-requests/2.31",
            "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/124.0 Safari/537.36",
            "ShopMonitor/1.0")) {
      assertTrue(bot, agent(bot).endsWith("robot true"));
    }
    assertTrue("of the configuration", agent("Mozilla/5.0 Inhouse-Checker").endsWith("robot true"));
    assertTrue(
        agent("Mozilla/5.0 (Linux; Android 9; CUBOT X18) Chrome/99.0 Mobile").endsWith("false"));
  }

  @Test
  public void aStrangeAgentIsNoReasonToStop() {
    assertEquals("- - - - - false", agent("\u0000((("));
    assertEquals("- - - - - false", agent("a(".repeat(100_000)));
  }

  @Test
  public void aCampaignIsReadFromTheAddressOfThePage() {
    assertEquals(
        "news mail spring sale - hero 7 - -",
        campaign(
            "https://shop.example.com/a?utm_source=news&UTM_Medium=mail&utm_campaign=spring+sale"
                + "&utm_term=&utm_content=hero&utm_id=7&utm_source=other#utm_term=x"));
    assertEquals("- - - - - - Cj0 google", campaign("/landing?gclid=Cj0"));
    assertEquals("- - - - - - a%zz facebook", campaign("/?fbclid=a%zz"));
    assertEquals("- - - - - - - -", campaign("not an address"));
    assertEquals("é - - - - - - -", campaign("?utm_source=%C3%A9"));
  }

  @Test
  public void aReferrerHasHostMediumAndName() {
    assertEquals(
        "www.google.co.uk search Google", referrer("https://www.google.co.uk/search?q=a b"));
    assertEquals("www.google.com search Google", referrer("HTTPS://user@WWW.GOOGLE.COM:443/"));
    assertEquals("mail.google.com email Gmail", referrer("https://mail.google.com/mail/u/0"));
    assertEquals(
        "com.google.android.gm email Gmail", referrer("android-app://com.google.android.gm/"));
    assertEquals("l.facebook.com social Facebook", referrer("http://l.facebook.com/l.php?u=x"));
    assertEquals("www.shop.example.com internal -", referrer("https://www.shop.example.com/a"));
    assertEquals("notshop.example.com other -", referrer("https://notshop.example.com/"));
    assertEquals("google.evil.example other -", referrer("https://google.evil.example/"));
    assertEquals("localhost other -", referrer("http://localhost:8080/"));
    assertEquals("- - -", referrer("https://"));
    assertEquals("- - -", referrer("https://a b/"));
    assertEquals("- - -", referrer("about:blank"));
  }

  @Test
  public void anAddressIsInternalInOneOfTheRanges() {
    assertEquals("true", internal("10.1.2.3"));
    assertEquals("false", internal("11.1.2.3"));
    assertEquals("true", internal("192.168.1.7, 11.0.0.1"));
    assertEquals("false", internal("192.168.1.8"));
    assertEquals("true", internal("2001:db8:ffff::1"));
    assertEquals("false", internal("2001:db9::1"));
    assertEquals("true", internal("::ffff:10.0.0.1"));
    assertNull(internal("no address"));
    assertNull(internal("10.1.2"));
  }

  @Test
  public void aRangeThatIsNoneIsNamed() {
    for (String wrong : List.of("10.0.0.0/33", "10.0.0/8", "host", "10.0.0.0/", "::/129")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> NetworkRanges.of(List.of(wrong)));
      assertTrue(refused.getMessage(), refused.getMessage().contains(wrong));
    }
  }

  @Test
  public void columnsThatAreMadeAreNoPartOfTheSource() {
    RawRecord record = enriched(Enrichment.COLUMNS, CHROME, "/?utm_source=a", null, null);
    assertEquals(4, record.size());
    assertEquals(
        "a", record.column(RawRecord.DERIVED + Enrichment.COLUMNS.indexOf("campaign.source")));
    assertNull("no address, no flag", record.column(RawRecord.DERIVED + 17));
    assertNull("never made", record.column(RawRecord.DERIVED + 18));
    RawRecord replaced =
        record.withColumns(new String[] {"a", "b", "c", "d"}, new java.util.BitSet());
    assertEquals("Chrome", replaced.column(RawRecord.DERIVED));
  }

  private static String agent(String text) {
    return made(AGENT, text, null, null, null);
  }

  private static String campaign(String url) {
    return made(Enrichment.COLUMNS.subList(6, 14), null, url, null, null);
  }

  private static String referrer(String url) {
    return made(Enrichment.COLUMNS.subList(14, 17), null, null, url, null);
  }

  private static String internal(String address) {
    return enriched(List.of("traffic.isInternal"), null, null, null, address)
        .column(RawRecord.DERIVED);
  }

  private static String made(List<String> wanted, String... columns) {
    RawRecord record = enriched(wanted, columns);
    StringBuilder line = new StringBuilder();
    for (int index = 0; index < wanted.size(); index++) {
      String value = record.column(RawRecord.DERIVED + index);
      line.append(index == 0 ? "" : " ").append(value == null ? "-" : value);
    }
    return line.toString();
  }

  private static RawRecord enriched(List<String> wanted, String... columns) {
    Enrichment enrichment =
        new Enrichment(
            0,
            List.of("inhouse-checker"),
            1,
            2,
            List.of("Shop.example.com"),
            3,
            List.of("10.0.0.0/8", "192.168.1.7", "2001:db8::/32"),
            wanted);
    return new RecordEnricher(enrichment)
        .enrich(RawRecord.of("web", new Position("in.csv", 2), columns));
  }
}
