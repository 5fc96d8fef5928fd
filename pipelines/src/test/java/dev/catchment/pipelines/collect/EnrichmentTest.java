package dev.catchment.pipelines.collect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.ParquetText;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** Section {@code enrich} of a source: columns that are made of others, mapped and filtered by. */
public class EnrichmentTest {
  private static final String CONFIG =
      """
      version: 1
      sources:
        web:
          format: csv
          input: in.csv
          csv: {delimiter: '|'}
          personal: {ip: text}
          enrich:
            agent: {userAgent: ua}
            campaign: {url: page}
            referrer: {url: before, internal: [shop.example]}
            traffic: {address: ip, internal: [10.0.0.0/8]}
          map: {timestamp: time}
          identifiers: {visitor: visitor}
          fields:
            context.browser: agent.browser
            context.bot: {column: agent.isBot, type: boolean}
            context.own: {column: traffic.isInternal, type: boolean}
            context.campaign: campaign.name
            context.medium: referrer.medium
            properties.n: {column: n, type: integer}
          filter:
            not-a-bot: context.bot != true
            not-internal: context.own != true
      """;

  private static final String ROWS =
      """
      time|visitor|ip|ua|page|before|n
      2026-01-01|v1|81.2.69.142|Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0|https://shop.example/?utm_campaign=spring|https://www.google.de/|1
      2026-01-01|v2|10.1.2.3|Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0|https://shop.example/|https://shop.example/a|1
      2026-01-01|v3|81.2.69.142|Googlebot/2.1 (+http://www.google.com/bot.html)|https://shop.example/||1
      2026-01-01|v4|||:::broken|%%%|1
      2026-01-01|v5|81.2.69.142|curl/8|https://shop.example/||many
      """;

  @Rule public final Workspace work = new Workspace();

  @Test
  public void columnsThatAreMadeAreMappedAndFilteredBy() throws IOException {
    work.write("catchment.yaml", CONFIG);
    work.write("in.csv", ROWS);
    // Without agent and address the flags are missing, which is not true: the record stays.
    work.collect("--maxRejected=1").expect(ExitStatus.DONE);

    CollectSummary summary = CollectSummary.read(work.path("store/summary.json").toString());
    assertEquals(2, summary.accepted());
    assertEquals(1, summary.rejected());
    assertEquals(2, summary.filtered());
    String event = String.join("\n", ParquetText.rowsBelow(work.path("store/events")));
    assertTrue(event, event.contains("Firefox") && event.contains("spring"));
    assertTrue(event, event.contains("search"));
    assertEquals("{not-a-bot=1, not-internal=1}", summary.filteredByRule().toString());
  }

  @Test
  public void theAddressGoesNoFurtherThanTheFlag() throws IOException {
    work.write("catchment.yaml", CONFIG);
    work.write("in.csv", ROWS);
    work.collect("--maxRejected=1").expect(ExitStatus.DONE);
    try (Stream<Path> files = Files.walk(work.path("store"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(
            file.toString(),
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("81.2.69.142"));
      }
    }
  }

  @Test
  public void mistakesAreNamedWithTheirPlace() {
    refused("agent.browser", "agent.brwoser", "enrich makes no column agent.brwoser; did you mean");
    refused("personal: {ip: text}", "channel: web", "an IP address is personal");
    refused("10.0.0.0/8", "10.0.0.0/40", "10.0.0.0/40 is not a range of addresses");
    refused("{ip: text}", "{ip: text, agent.os: text}", "agent.os is made by enrich");
    refused("{userAgent: ua}", "{useragent: ua}", "did you mean userAgent?");
    refused("{url: page}", "{url: pages}", "pages");
  }

  private void refused(String right, String wrong, String complaint) {
    work.write("catchment.yaml", CONFIG.replace(right, wrong));
    work.write("in.csv", ROWS);
    work.refused().complains(List.of(complaint).toArray(String[]::new));
  }
}
