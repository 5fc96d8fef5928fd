package dev.catchment.pipelines.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.ParquetText;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;

/**
 * Profiles without a store are those of {@code collect} and {@code profile} one after the other.
 */
public class SourcesTaskTest {
  private static final String PEOPLE =
      """
      profile:
        asOf: 2026-02-01
        features:
          orders: {count: events}
          amount: {sum: properties.amount}
          last_amount: {last: properties.amount}
          recency_days: {recency: days}
          mean_amount: {cel: "amount / double(orders)"}
      """;
  private static final String ONE_NAMESPACE = "identity: {namespaces: [customer]}\n";
  private static final String TWO_NAMESPACES =
      "identity: {namespaces: [customer, card], person: [customer]}\n";

  @Rule public final Workspace work = new Workspace();

  private void write(String identity, String duplicates) {
    work.write(
        "catchment.yaml",
        """
        version: 1
        sources:
          orders:
            format: csv
            input: in.csv
            duplicates: %s
            map: {messageId: id, timestamp: time}
            identifiers: {customer: customer, card: card}
            fields:
              properties.amount: {column: amount, type: decimal, min: 0}
        """
                .formatted(duplicates)
            + identity
            + PEOPLE);
    Random random = new Random(11);
    StringBuilder rows = new StringBuilder("id,time,customer,card,amount\n");
    for (int row = 0; row < 3_000; row++) {
      rows.append(random.nextInt(2_900)).append(",2026-01-");
      rows.append("%02d".formatted(1 + random.nextInt(31))).append(",");
      rows.append(random.nextInt(4) == 0 ? "" : "c" + random.nextInt(200)).append(",");
      rows.append(random.nextInt(3) == 0 ? "k" + random.nextInt(300) : "").append(",");
      rows.append(random.nextInt(50) == 0 ? "-1" : random.nextInt(9_999) / 100.0).append("\n");
    }
    work.write("in.csv", rows.toString());
  }

  private void isTheSame() throws IOException {
    work.collect("--maxRejected=1").expect(ExitStatus.DONE);
    work.run("profile", "--config={w}/catchment.yaml", "--store={w}/store", "--format=csv")
        .expect(ExitStatus.DONE);
    work.run("profile", "--config={w}/catchment.yaml", "--output={w}/people", "--format=csv")
        .expect(ExitStatus.DONE);
    for (String name : List.of("profiles", "identities")) {
      assertEquals(
          ParquetText.rowsBelow(work.path("store/" + name)),
          ParquetText.rowsBelow(work.path("people/" + name)));
    }
    for (String name : List.of("profiles.csv", "shared-identifiers.csv")) {
      assertEquals(text("store/" + name), text("people/" + name));
    }
    assertEquals(account("store/summary.json"), account("people/summary.json"));
    assertEquals(account("store/profile-summary.json"), account("people/profile-summary.json"));
    assertFalse(work.list("people/rejected").isEmpty());
  }

  private String text(String name) throws IOException {
    return Files.readString(work.path(name), UTF_8);
  }

  /** The numbers of a summary that do not depend on the way they were found. */
  private List<String> account(String name) throws IOException {
    return Files.readAllLines(work.path(name)).stream()
        .filter(line -> !line.matches(" *\"(startedAt|seconds|batch)\".*"))
        .filter(line -> !line.matches(" *\"2026-.*|.*acceptedByChannelAndDay.*|.*\"orders\" : \\{"))
        .map(line -> line.replaceAll("[ ,}]+$", ""))
        .filter(line -> !line.isBlank())
        .toList();
  }

  @Test
  public void ofPeopleOfOneNamespace() throws IOException {
    write(ONE_NAMESPACE, "keep");
    isTheSame();
  }

  @Test
  public void ofPeopleWhoAreStitched() throws IOException {
    write(TWO_NAMESPACES, "keep");
    isTheSame();
  }

  @Test
  public void ofEventsWithDuplicates() throws IOException {
    write(ONE_NAMESPACE, "drop");
    isTheSame();
    assertFalse(text("people/summary.json").contains("\"duplicate\" : 0,"));
  }

  @Test
  public void needsAnOutputOrAStore() {
    write(ONE_NAMESPACE, "keep");
    work.run("profile", "--config={w}/catchment.yaml")
        .expect(ExitStatus.USAGE)
        .complains("--store is missing");
    for (String option : List.of("output={w}/people", "input=in.csv", "key=k", "maxRejected=0.1")) {
      work.run("profile", "--config={w}/catchment.yaml", "--store={w}/store", "--" + option)
          .expect(ExitStatus.USAGE)
          .complains(
              "--%s is for profiles without a store".formatted(option.replaceFirst("=.*", "")));
    }
  }
}
