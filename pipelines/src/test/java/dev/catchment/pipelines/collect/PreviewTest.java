package dev.catchment.pipelines.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.TextTable;
import dev.catchment.pipelines.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;

/** The first records of each source beside their events. */
public class PreviewTest {
  private static final String PERSONAL =
      """
      version: 1
      sources:
        crm:
          format: csv
          input: in.csv
          personal: {mail: email, who: name}
          consent: {column: news}
          map:
            messageId: id
            type: {constant: identify}
            timestamp: {column: seen, pattern: dd.MM.yyyy}
          identifiers: {email: mail}
          fields:
            traits.city: city
            traits.inCapitals: {cel: "traits.city == 'ROME'", type: boolean}
          filter:
            no-staff: "traits.city != 'Staff'"
      """;

  @Rule public final Workspace work = new Workspace();

  private Cli.Result preview(String... more) {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    String[] command = new String[more.length + 2];
    command[0] = "collect";
    command[1] = "--config={w}/catchment.yaml";
    System.arraycopy(more, 0, command, 2, more.length);
    Cli.Result result = work.run(command);
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
    for (String line : result.out().lines().toList()) {
      boolean isTable = line.startsWith("  ") && line.contains(" → ");
      assertTrue(line, !isTable || line.length() <= TextTable.WIDTH);
    }
    return result;
  }

  @Test
  public void everyPartStandsBesideItsColumn() {
    Cli.Result result = preview("--preview=1").expect(ExitStatus.DONE);
    assertEquals(
        List.of(
            work.path("in.csv") + ":2: accepted",
            "  id          1           →  messageId             1",
            "  (constant)              →  type                  track",
            "  time        2026-01-01  →  timestamp             2026-01-01T00:00:00Z",
            "  customer    c1          →  identifiers.customer  c1",
            "  amount      5           →  properties.amount     5.0",
            "",
            "orders: the first record, 1 accepted",
            "",
            "Nothing was written. Duplicates and expectations were not looked at."),
        result.out().lines().toList());
  }

  @Test
  public void eachOutcomeIsShownAndNoPersonalValue() {
    work.write("catchment.yaml", PERSONAL);
    work.write(
        "in.csv",
        """
        id,mail,who,seen,city,news
        1,anna@example.org,Anna Smithfield,31.01.2026,Rome,yes
        2,bert@example.org,Bert Mayweather,2026-01-31,Oslo,yes
        3,cleo.example.org,Cleo Northwood,01.02.2026,Bern,yes
        4,dora@example.org,Dora Underhill,01.02.2026,Staff,yes
        5,emil@example.org,Emil Overbrook,01.02.2026,Lima,no
        6,fred@example.org,"Fred" Sideways,01.02.2026,Lima,yes
        7,gina@example.org,,01.02.2026,,
        """);
    String out = preview("--preview=20").expect(ExitStatus.DONE).out();
    for (String place : List.of(":2: accepted", ":8: accepted")) {
      assertTrue(out, out.contains(work.path("in.csv") + place));
    }
    Cli.Result result = new Cli.Result(ExitStatus.DONE, out, "");
    result.says(
        "(personal: email)  →  identifiers.email",
        "(pseudonym) ",
        "(personal: name)      (no part)",
        ":3: rejected as invalid_timestamp",
        "9999-99-99",
        ":4: rejected as invalid_email",
        ":5: filtered, left out by the rule no-staff",
        ":6: withheld, for the column news does not grant consent",
        ":7: rejected as broken_quote",
        "crm: the first 7 records, 2 accepted, 3 rejected, 1 withheld, 1 filtered",
        "a key that was thrown away");
    for (String secret :
        List.of("anna", "Smith", "bert", "Mayw", "cleo", "North", "dora", "emil", "Lima", "gina")) {
      assertFalse(secret + " in\n" + out, out.contains(secret));
    }
  }

  @Test
  public void pseudonymsAreNotThoseOfTheStore() throws IOException {
    work.write("catchment.yaml", PERSONAL);
    work.write("in.csv", "id,mail,who,seen,city,news\n1,a@example.org,A,31.01.2026,Rome,yes\n");
    String first = preview("--preview=1").out();
    assertFalse(first.equals(preview("--preview=1").out()));
    assertFalse(work.path("key.json").toFile().exists());
  }

  @Test
  public void whatATerminalWouldObeyIsShownByItsCodeAndWhatIsLongIsCut() {
    work.write(
        "in.csv",
        Workspace.HEADER + "1,2026-01-01,\"a\u001b[2Jb\nc\u202ed" + "x".repeat(500) + "\",5\n");
    String out =
        preview("--preview=1").expect(ExitStatus.DONE).says("a\\u001b[2Jb\\nc\\u202edx", "…").out();
    assertFalse(out, out.contains("\u001b") || out.contains("\u202e"));
  }

  @Test
  public void jsonAndCompressedFilesAreShown() throws IOException {
    work.write(
        "catchment.yaml",
        """
        version: 1
        sources:
          web:
            format: json
            input: in*.jsonl.gz
            map: {event: name, timestamp: {column: at, unit: seconds}}
            identifiers: {user: user.id}
          orders:
            format: csv
            input: in.csv
            map: {messageId: id, timestamp: time}
        """);
    work.write(
        "in.jsonl.gz",
        gzip("{\"name\":\"View\",\"at\":1767225600,\"user\":{\"id\":\"u1\"}}\nnot JSON at 5\n"));
    preview("--preview=5")
        .expect(ExitStatus.DONE)
        .says(
            "(all used columns)",
            "user.id             u1          →  identifiers.user  u1",
            "2026-01-01T00:00:00Z",
            "in.jsonl.gz:2: rejected as invalid_json",
            "looks like  aaa aaaa aa 9",
            "web: the first 2 records, 1 accepted, 1 rejected",
            "orders: the first 2 records, 2 accepted");
  }

  @Test
  public void ofACellOnlyWhatIsUsedIsShownAndEachElementOfAList() {
    work.write(
        "catchment.yaml",
        """
        version: 1
        sources:
          orders:
            format: csv
            input: in.csv
            csv: {delimiter: '|'}
            personal: {'who -> mail': email, first: name}
            explode: {column: items, separator: ;}
            map: {messageId: {columns: [id, index], separator: '-'}, timestamp: time}
            identifiers: {email: 'who -> mail'}
            fields:
              properties.item: items
              traits.name: {columns: [first, last]}
        """);
    work.write(
        "in.csv",
        """
        id|time|who|items|first|last
        1|2026-01-01|{"mail":"anna@example.org","tel":"+4420"}|milk;bread|Anna|Smithfield
        2|2026-01-01|anna at example|milk|Bert|Mayweather
        """);
    String out =
        preview("--preview=5")
            .expect(ExitStatus.DONE)
            .says(
                "1-2",
                "who -> mail  (personal: email)",
                "(pseudonym)",
                "rejected as invalid_cell",
                "orders: the first 3 records, 2 accepted, 1 rejected")
            .out();
    for (String secret : List.of("anna", "Anna", "4420", "Bert")) {
      assertFalse(secret + " in\n" + out, out.contains(secret));
    }
  }

  @Test
  public void ofALongRecordTheReasonIsShown() {
    work.write("in.csv", Workspace.HEADER + "1,2026-01-01," + "x".repeat(9000) + ",five\n");
    preview("--preview=1").expect(ExitStatus.DONE).says("rejected as invalid_amount");
  }

  @Test
  public void moreRecordsThanThereAreAreNone() {
    work.write("in.csv", Workspace.HEADER);
    preview("--preview=20").expect(ExitStatus.DONE).says("orders: no record");
  }

  @Test
  public void whatIsWrongIsNamed() {
    preview("--preview=0").expect(ExitStatus.USAGE).complains("a whole number from 1 to 1000");
    preview("--preview=1", "--input={w}/none.csv")
        .expect(ExitStatus.USAGE)
        .complains("no file matches");
    preview().expect(ExitStatus.USAGE).complains("collect needs --output=TEXT");
    work.run("doctor", "collect", "--config={w}/catchment.yaml", "--preview=1")
        .expect(ExitStatus.USAGE)
        .says("--preview looks at records and starts nothing", "--output=store");
    work.write("catchment.yaml", Workspace.CONFIG.replace("amount, type", "amuont, type"));
    preview("--preview=1").expect(ExitStatus.USAGE).complains("amuont", "did you mean amount?");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
