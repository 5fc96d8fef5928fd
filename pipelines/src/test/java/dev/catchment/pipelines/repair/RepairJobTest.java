package dev.catchment.pipelines.repair;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.ParquetText;
import dev.catchment.pipelines.Workspace;
import dev.catchment.store.Manifest;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.store.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Rejected records from the collect job to events, and all that can be in the way. */
public class RepairJobTest {
  private static final String CONFIG =
      """
      version: 1
      sources:
        orders:
          format: csv
          input: in.csv
          personal: {email: email}
          consent: {column: ok, granted: ['yes']}
          map: {messageId: id, timestamp: time}
          identifiers:
            customer: {column: customer, required: true}
            email: email
          fields:
            properties.amount: {column: amount, type: decimal, min: 0, required: true}
      identity: {namespaces: [customer]}
      profile:
        asOf: 2026-03-01
        features:
          orders: {count: events}
      """;

  private static final String ROWS =
      """
      id,time,customer,email,amount,ok
      1,2026-01-01,c1,ann@example.org,5,yes
      2,31/01/2026,c2,bob@example.org,6,yes
      3,30/01/2026,,cid@example.org,7,
      4,2026-01-04,,dan@example.org,8,
      5,2026-01-05,c5,nobody,9,
      6,2026-01-06,c6
      7,2026-01-07,c7,eve@example.org,-1,
      """;

  private static final List<String> ADDRESSES =
      List.of("ann@", "bob@", "cid@", "dan@", "eve@", "nobody", "example.org");

  @Rule public final Workspace work = new Workspace();

  @Before
  public void collect() {
    work.write("catchment.yaml", CONFIG);
    work.write("in.csv", ROWS);
    work.collect("--maxRejected=1")
        .expect(ExitStatus.DONE)
        .says("7 read = 1 accepted + 6 rejected");
  }

  private Cli.Result repair(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "repair",
                "--config=" + work.path("catchment.yaml"),
                "--store=" + work.path("store"),
                "--key=" + work.path("key.json")));
    command.addAll(List.of(more));
    return Cli.run(command.toArray(String[]::new));
  }

  /** Repairs, and checks that nothing in the folder has changed. */
  private Cli.Result unchanged(ExitStatus status, String... more) {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    Cli.Result result = repair(more).expect(status);
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
    return result;
  }

  private String patch(String patches) {
    return "--patch=" + work.write("patch.yaml", "version: 1\npatches:\n" + patches);
  }

  private StoreSnapshot store() {
    return StoreSnapshot.of(work.path("store").toString());
  }

  private List<String> events() {
    List<String> events = new ArrayList<>();
    for (StoredFile file : store().events()) {
      events.addAll(ParquetText.rows(work.path("store").resolve(file.file())));
    }
    return events;
  }

  private List<String> ids() {
    return events().stream()
        .map(event -> event.replaceFirst(".*\"message_id\": \"([^\"]*)\".*", "$1"))
        .sorted()
        .toList();
  }

  @Test
  public void theWholeLife() {
    unchanged(ExitStatus.DONE, "--dry-run")
        .says(
            "orders: 6 open rejected records",
            "invalid_timestamp: 2 (33.3 %), none passes now",
            "in.csv:3: timestamp cannot be read as an ISO-8601 date or time, and looks like 99/99/9999",
            "with which 1 passes: read: {timestamp: {pattern: dd/MM/yyyy}}",
            "invalid_email: 1 (16.7 %)",
            "with which 1 passes: drop: [email]",
            "a patch that may help: default: {customer: VALUE}",
            "wrong_number_of_fields: 1 (16.7 %), not repairable: collect them from the source again",
            "a patch that may help: read: {properties.amount: {min: NUMBER}}",
            "0 of 6 pass as they are tried now, 2 with the proposed patches, which --propose=FILE writes; nothing is changed");
    unchanged(ExitStatus.DONE).says("0 of 6 pass");

    repair("--propose=" + work.path("patch.yaml")).expect(ExitStatus.DONE);
    finish("patch.yaml", "VALUE", "unknown");
    String patch = "--patch=" + work.path("patch.yaml");
    unchanged(ExitStatus.DONE, patch, "--dry-run").says("4 of 6 pass as they are tried now");

    repair(patch)
        .expect(ExitStatus.DONE)
        .says(
            "6 open = 4 repaired (4 accepted + 0 duplicate + 0 withheld + 0 filtered) + 2 still open");
    assertEquals(List.of("1", "2", "3", "4", "5"), ids());
    assertTrue(
        events().toString(),
        events().stream()
            .anyMatch(event -> event.contains("\"3\"") && event.contains("\"unknown\"")));
    Manifest batch = store().batches().get(1);
    assertEquals("repair", batch.job());
    assertEquals(4, batch.repaired().size());
    RepairSummary summary = RepairSummary.read(work.path("store/repair-summary.json").toString());
    assertEquals(
        Map.of("invalid_timestamp", 2L, "missing_customer", 1L, "invalid_email", 1L),
        summary.repairedByReason());
    assertEquals(
        Map.of("out_of_range_amount", 1L, "wrong_number_of_fields", 1L),
        summary.stillOpenByReason());

    unchanged(ExitStatus.DONE, patch).says("0 of 2 pass as they are tried now");
    assertEquals(List.of("1", "2", "3", "4", "5"), ids());
    Cli.run("profile", "--config=" + work.path("catchment.yaml"), "--store=" + work.path("store"))
        .expect(ExitStatus.DONE)
        .says("4 people", "5 events");
    noAddressIn(work.path("store"));
  }

  /** Takes the comment signs from the one unfinished patch that has a word, and fills it in. */
  private void finish(String file, String word, String value) {
    List<String> lines = new ArrayList<>(read(work.path(file)).lines().toList());
    for (int index = 0; index < lines.size(); index++) {
      if (lines.get(index).contains(word)) {
        for (int line = index - 2; line <= index; line++) {
          lines.set(line, lines.get(line).substring(2).replace(word, value));
        }
      }
    }
    work.write(file, String.join("\n", lines) + "\n");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void noAddressIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        ADDRESSES.forEach(
            address -> assertFalse(file + " holds " + address, bytes.contains(address)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  public void noPersonalValueIsShownOrWritten() {
    String said = "";
    for (String[] options :
        List.of(
            new String[] {"--dry-run"},
            new String[] {"--propose=" + work.path("store/proposed.yaml")},
            new String[] {patch("- {source: orders, drop: [email]}")})) {
      Cli.Result result = repair(options).expect(ExitStatus.DONE);
      said += result.out() + result.err();
    }
    for (String address : ADDRESSES) {
      assertFalse(said, said.contains(address));
    }
    noAddressIn(work.path("store"));
  }

  @Test
  public void aChangedConfigurationIsEnough() {
    work.write(
        "catchment.yaml",
        CONFIG
            .replace("timestamp: time", "timestamp: {column: time, pattern: dd/MM/yyyy}")
            .replace(", required: true}\n      email", "}\n      email"));
    repair().expect(ExitStatus.DONE).says("6 open = 2 repaired (2 accepted");
    assertEquals(List.of("1", "2", "3"), ids());
  }

  @Test
  public void whatTheStoreHasByNowIsADuplicate() {
    work.write("in.csv", ROWS.replace("31/01/2026", "2026-01-31"));
    work.collect("--maxRejected=1").expect(ExitStatus.DONE).says("1 accepted + 5 rejected");
    repair(
            patch(
                "- {source: orders, read: {timestamp: {pattern: dd/MM/yyyy}}, reason: invalid_timestamp}"))
        .expect(ExitStatus.DONE)
        .says("11 open = 1 repaired (0 accepted + 1 duplicate");
    assertEquals(List.of("1", "2"), ids());
  }

  @Test
  public void whatIsRejectedAnewIsOpenAnew() {
    String patch = patch("- {source: orders, drop: [email], reason: invalid_email}");
    repair(patch).expect(ExitStatus.DONE).says("6 open = 1 repaired");
    work.collect("--maxRejected=1", "--overwrite").expect(ExitStatus.DONE);
    assertEquals(List.of("1"), ids());
    repair(patch).expect(ExitStatus.DONE).says("6 open = 1 repaired (1 accepted");
    assertEquals(List.of("1", "5"), ids());
  }

  @Test
  public void whatWasReadAgainSinceIsNotRepairedWhereDuplicatesAreKept() {
    work.write(
        "catchment.yaml",
        CONFIG
            .replace("input: in.csv", "input: in.csv\n    duplicates: keep")
            .replace(
                "timestamp: time", "timestamp: {column: time, pattern: [yyyy-MM-dd, dd/MM/yyyy]}"));
    work.collect("--maxRejected=1", "--replace=dt=2026-01-01..2026-01-31").expect(ExitStatus.DONE);
    assertEquals(List.of("1", "2"), ids());
    unchanged(ExitStatus.DONE, "--dry-run").says("0 of 5 pass");
    assertEquals(List.of("1", "2"), ids());
  }

  @Test
  public void aRenamedColumnIsFoundAndCarriedOver() {
    work.write(
        "catchment.yaml",
        CONFIG
            .replace("column: amount", "column: total")
            .replace("timestamp: time", "timestamp: {column: time, pattern: dd/MM/yyyy}"));
    repair("--dry-run")
        .expect(ExitStatus.DONE)
        .says(
            "rename: {amount: total}",
            "5 of them have a column amount, which the configuration does not use");
    repair(patch("- {source: orders, rename: {amount: total}}"))
        .expect(ExitStatus.DONE)
        .says("6 open = 1 repaired (1 accepted");
    assertTrue(events().toString(), events().stream().anyMatch(event -> event.contains("6.0")));
  }

  /** The records were kept before anybody said that the customer is personal. */
  @Test
  public void aColumnThatIsPersonalOnlyByNowIsProtected() {
    work.write(
        "catchment.yaml",
        CONFIG.replace("personal: {email: email}", "personal: {email: email, customer: text}"));
    repair(
            patch(
                "- {source: orders, reason: invalid_timestamp, read: {timestamp: {pattern: dd/MM/yyyy}}}"))
        .expect(ExitStatus.DONE)
        .says("1 accepted");
    String event = events().stream().filter(one -> one.contains("\"2\"")).findFirst().orElseThrow();
    assertFalse(event, event.contains("\"c2\""));
  }

  @Test
  public void aPseudonymIsNoTextOfAColumn() {
    work.write("catchment.yaml", CONFIG.replace("    personal: {email: email}\n", ""));
    repair("--dry-run")
        .expect(ExitStatus.DONE)
        .says("other_protection: 5", "email holds the pseudonym of a value of the kind email");
  }

  @Test
  public void consentThatIsWithdrawnByNowWithholds() {
    work.write("catchment.yaml", CONFIG.replace("granted: ['yes']", "granted: [agreed]"));
    repair()
        .expect(ExitStatus.DONE)
        .says("6 open = 1 repaired (0 accepted + 0 duplicate + 1 withheld");
    repair("--dry-run").expect(ExitStatus.DONE).says("orders: 5 open");
  }

  @Test
  public void whatARuleLeavesOutIsSettled() {
    work.write(
        "catchment.yaml",
        CONFIG
            .replace("      identity:", "")
            .replace("    fields:", "    filter: {large: 'properties.amount > 5.5'}\n    fields:"));
    repair(
            patch(
                "- {source: orders, replace: {amount: {'6': '5'}}, read: {timestamp: {pattern: dd/MM/yyyy}}, reason: invalid_timestamp}"))
        .expect(ExitStatus.DONE)
        .says("6 open = 2 repaired (0 accepted + 0 duplicate + 0 withheld + 2 filtered)");
    assertEquals(List.of("1"), ids());
  }

  @Test
  public void aDecimalCommaIsRead() {
    work.write(
        "in.csv", ROWS.lines().findFirst().orElseThrow() + "\n1,2026-01-01,c1,,\"1.234,5\",\n");
    work.collect("--maxRejected=1", "--overwrite").expect(ExitStatus.DONE);
    String read = "read: {properties.amount: {decimal: ','}}";
    unchanged(ExitStatus.DONE, "--dry-run").says("with which 1 passes: " + read);
    repair(patch("- {source: orders, " + read + "}")).expect(ExitStatus.DONE).says("1 accepted");
    assertTrue(events().toString(), events().get(0).contains("1234.5"));
  }

  /** The first patch alone would help nobody. */
  @Test
  public void aFlawBehindAnotherIsFoundToo() {
    work.write(
        "in.csv",
        ROWS.lines().findFirst().orElseThrow()
            + "\n1,13/01/2026,c1,,\"2,5\",\n2,2026-01-01,c2,,3,\n");
    work.collect("--maxRejected=1", "--overwrite").expect(ExitStatus.DONE);
    Path proposed = work.path("proposed.yaml");
    repair("--propose=" + proposed)
        .expect(ExitStatus.DONE)
        .says(
            "invalid_timestamp: 1 (100.0 %), none passes now",
            "with which 1 passes: read: {timestamp: {pattern: dd/MM/yyyy}}",
            "invalid_amount: 1 of those that are patched",
            "proposed patch: read: {properties.amount: {decimal: ','}}");
    repair("--patch=" + proposed).expect(ExitStatus.DONE).says("1 open = 1 repaired (1 accepted");
  }

  /** What was in the cell is not kept, so that it would be taken for missing. */
  @Test
  public void aBrokenCellNeedsTheSource() {
    work.write(
        "catchment.yaml",
        """
        version: 1
        sources:
          orders:
            format: csv
            csv: {delimiter: ;}
            input: in.csv
            map: {messageId: id, timestamp: time}
            fields: {properties.sku: cell -> sku}
        """);
    work.write("in.csv", "id;time;cell\n1;2026-01-01;{broken\n");
    work.collect("--maxRejected=1", "--overwrite").expect(ExitStatus.DONE);
    unchanged(ExitStatus.DONE).says("invalid_cell: 1 (100.0 %), not repairable");
  }

  /** The address is a pseudonym by then, and says nothing any more. */
  @Test
  public void whatEnrichmentMadeIsKept() {
    work.write(
        "catchment.yaml",
        """
        version: 1
        sources:
          orders:
            format: csv
            input: in.csv
            personal: {ip: text}
            enrich: {traffic: {address: ip, internal: [10.0.0.0/8]}}
            map: {messageId: id, timestamp: time}
            fields:
              context.own: {column: traffic.isInternal, type: boolean}
        """);
    work.write("in.csv", "id,time,ip\n1,31/01/2026,10.1.2.3\n2,31/01/2026,8.8.8.8\n");
    work.collect("--maxRejected=1", "--overwrite").expect(ExitStatus.DONE);
    repair(patch("- {source: orders, read: {timestamp: {pattern: dd/MM/yyyy}}}"))
        .expect(ExitStatus.DONE)
        .says("2 accepted");
    List<String> own =
        events().stream()
            .map(event -> event.replaceFirst(".*\"own\": (true|false).*", "$1"))
            .sorted()
            .toList();
    assertEquals(List.of("false", "true"), own);
  }

  @Test
  public void aLongRecordIsCutAndSaysSo() throws IOException {
    work.write(
        "in.csv",
        ROWS.lines().findFirst().orElseThrow() + "\n8,never," + "c".repeat(50_000) + ",,1,\n");
    work.collect("--maxRejected=1", "--overwrite").expect(ExitStatus.DONE);
    Path file = work.path("store").resolve(store().rejected().iterator().next());
    JsonNode record = new ObjectMapper().readTree(Files.readString(file));
    assertTrue(record.get("truncated").asBoolean());
    assertTrue(record.get("payload").asText().length() <= 8192);
    assertEquals(2, record.get("line").asLong());
    repair("--dry-run")
        .expect(ExitStatus.DONE)
        .says("invalid_timestamp: 1 (100.0 %), not repairable");
  }

  @Test
  public void withNothingOpenNothingIsDone() {
    work.write("in.csv", "id,time,customer,email,amount,ok\n1,2026-01-01,c1,,5,\n");
    work.collect("--overwrite").expect(ExitStatus.DONE);
    for (String[] options : new String[][] {{}, {"--dry-run"}}) {
      unchanged(ExitStatus.DONE, options).says("has no rejected record that is open");
    }
  }

  @Test
  public void aPlaceThatIsNoStoreIsRefused() {
    unchanged(ExitStatus.USAGE, "--store=" + work.path("none")).complains("--store is given twice");
    Cli.run("repair", "--config=" + work.path("catchment.yaml"), "--store=" + work.path("none"))
        .expect(ExitStatus.USAGE)
        .complains("there is no event store in", "run collect --output=");
  }

  @Test
  public void aFileThatExistsIsNotOverwritten() {
    unchanged(ExitStatus.USAGE, "--propose=" + work.path("in.csv")).complains("the file exists");
  }

  @Test
  public void aPatchThatDoesNotFitIsNamedWithItsLine() {
    refused("- {source: order, drop: [email]}")
        .complains("patch.yaml:3: patches.0.source", "did you mean orders?");
    refused("- {source: orders, drop: [mail]}")
        .complains("patches.0.drop", "no column mail", "did you mean email?");
    refused("- {source: orders, rename: {amont: amount}}")
        .complains("patches.0.rename.amont", "did you mean amount?");
    refused("- {source: orders, rename: {amount: amont}}").complains("uses no column amont");
    refused("- {source: orders, default: {email: x@y.org}}")
        .complains("email is personal", "drop: [email]");
    refused("- {source: orders, replace: {email: {a: b}}}").complains("email is personal");
    refused("- {source: orders, default: {ok: 'yes'}}").complains("ok states consent");
    refused("- {source: orders, drop: [ok]}").complains("ok states consent");
    refused("- {source: orders, rename: {ok: amount}}").complains("ok states consent");
    refused("- {source: orders, read: {time: {pattern: yyyy}}}")
        .complains("patches.0.read.time", "has no value time", "timestamp");
    refused("- {source: orders, read: {timestamp: {pattern: qqq}}}")
        .complains("patches.0.read.timestamp: does not fit the configuration");
    refused("- {source: orders, read: {timestamp: {patern: yyyy}}}")
        .complains("unknown key patern", "did you mean pattern?");
    refused("- {source: orders, read: {timestamp: {column: id}}}").complains("use rename");
    refused("- {source: orders, read: {identifiers.email: {type: integer}}}")
        .complains("comes from a personal column");
    refused("- {source: orders, read: {properties.amount: {type: integer}}}")
        .complains("as another type, which a patch cannot change");
    refused("- {source: orders, dropp: [email]}").complains("did you mean drop?");
    refused("- {drop: [email]}").complains("the key source is missing");
    unchanged(ExitStatus.USAGE, "--patch=" + work.path("no.yaml"))
        .complains("there is no patch file", "--patch=FILE");
  }

  private Cli.Result refused(String patch) {
    String option = patch(patch + "\n");
    return unchanged(ExitStatus.USAGE, option);
  }
}
