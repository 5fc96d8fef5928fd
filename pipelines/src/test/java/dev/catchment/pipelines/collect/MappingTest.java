package dev.catchment.pipelines.collect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.ParquetText;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** What a configuration can say of how columns become events, seen in the event store. */
public class MappingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Rule public final Workspace work = new Workspace();

  @Test
  public void valuesAreReadAsTheyAreWritten() throws IOException {
    config(
        """
        format: csv
        csv: {delimiter: ;}
        map:
          messageId: {columns: [order, line], separator: '-'}
          timestamp: {column: day, pattern: [dd.MM.yyyy, yyyy-MM-dd], zone: Europe/Berlin}
        fields:
          properties.status: {column: status, values: {O: open, P: paid}, default: none}
          properties.weight: {column: weight, type: decimal, decimal: ','}
          properties.price: {column: price, type: decimal, money: amount, decimal: ','}
          properties.currency: {column: price, money: currency, default: EUR}
        """);
    work.write(
        "in.txt",
        """
        order;line;day;status;weight;price
        7;1;02.01.2026;O;1.234,5;1.234,56 USD
        7;;2026-01-02;;;12,50
        8;1;02.01.2026;X;1;1
        9;1;02.01.2026;P;12.34;1
        """);
    work.collect().expect(ExitStatus.DONE).says("4 read = 2 accepted + 2 rejected");
    assertEquals(List.of("in.txt:4 invalid_status", "in.txt:5 invalid_weight"), work.rejected());
    assertEquals(
        List.of(
            "7 1767308400000 {status: none, weight: null, price: 12.5, currency: EUR}",
            "7-1 1767308400000 {status: open, weight: 1234.5, price: 1234.56, currency: USD}"),
        events("message_id", "timestamp", "properties"));
  }

  @Test
  public void anArrowInTheNameOfAColumnIsWrittenWithABackslash() throws IOException {
    config(
        """
        format: csv
        explode: {column: 'cells \\-> list', separator: ;}
        map: {timestamp: {constant: 2026-01-31}}
        fields:
          properties.way: 'from \\-> to'
          properties.inner: 'json \\-> cell -> a \\-> b'
          properties.item: 'cells \\-> list'
        """);
    work.write(
        "in.txt", "from -> to,json -> cell,cells -> list\nhome,\"{\"\"a -> b\"\": 7}\",milk\n");
    work.collect().expect(ExitStatus.DONE).says("1 read = 1 accepted");
    assertEquals(List.of("{way: home, inner: 7, item: milk}"), events("properties"));
  }

  @Test
  public void aSourceWithoutTimesHasAConstantOne() throws IOException {
    config(
        """
        format: csv
        map: {timestamp: {constant: 2026-01-31}}
        fields: {properties.item: item}
        """);
    work.write("in.txt", "item\nmilk\n");
    work.collect().expect(ExitStatus.DONE).says("1 read = 1 accepted");
    assertEquals(List.of("dt=2026-01-31"), work.list("store/events"));
  }

  @Test
  public void aValueInsideOfACellIsAColumn() throws IOException {
    config(
        """
        format: csv
        csv: {delimiter: '|'}
        personal: {person -> mail: email}
        map: {timestamp: day, event: person -> a\\.b}
        identifiers: {email: person -> mail}
        fields: {properties.city: person -> addresses.0.city}
        """);
    work.write(
        "in.txt",
        """
        day|person
        2026-01-01|{"mail":"jo@example.org","a.b":"x","addresses":[{"city":"York"}],"secret":1}
        2026-01-01|{"mail":"nobody","a.b":"y"}
        2026-01-01|{"mail":"ann@example.org"
        2026-01-01|
        """);
    work.collect().expect(ExitStatus.DONE).says("4 read = 2 accepted + 2 rejected");
    assertEquals(List.of("in.txt:3 invalid_email", "in.txt:4 invalid_cell"), work.rejected());
    assertEquals(
        List.of("null {city: null}", "x {city: York}"),
        events("event", "properties").stream().sorted().toList());
    for (String value : List.of("example.org", "nobody", "secret")) {
      assertEquals(value, List.of(), filesThatHold(value));
    }
  }

  @Test
  public void aListMakesARecordOfEachElement() throws IOException {
    config(
        """
        format: json
        explode: {column: items}
        map: {timestamp: day, messageId: {columns: [id, index], separator: '-'}}
        fields:
          properties.sku: items -> sku
          properties.price: {column: items -> price, type: decimal, min: 0}
        filter: {sold: "properties.sku != 'gift'"}
        """);
    work.write(
        "in.txt",
        """
        {"id":7,"day":"2026-01-01","items":[{"sku":"a","price":2.5},{"sku":"a","price":2.5},{"sku":"gift"}]}
        {"id":8,"day":"2026-01-01","items":[{"sku":"b","price":-1},5]}
        {"id":9,"day":"2026-01-01"}
        {"id":7,"day":"2026-01-01","items":[{"sku":"a","price":2.5}]}
        """);
    work.collect()
        .expect(ExitStatus.DONE)
        .says("7 read = 3 accepted + 2 rejected + 1 duplicate + 0 withheld + 1 filtered");
    assertEquals(List.of("in.txt:2 invalid_cell", "in.txt:2 out_of_range_price"), work.rejected());
    assertEquals(
        List.of(
            "7-1 {sku: a, price: 2.5}", "7-2 {sku: a, price: 2.5}", "9 {sku: null, price: null}"),
        events("message_id", "properties"));
  }

  @Test
  public void everyJobThatReadsSourcesCountsTheRecordsOfAList() {
    config(
        """
        format: csv
        csv: {delimiter: '|'}
        explode: {column: tags, separator: ;}
        map: {timestamp: day}
        identifiers: {person: id}
        fields: {properties.tag: {column: tags, type: integer}}
        """);
    work.write("in.txt", "day|id|tags\n2026-01-01|p|1; 2;x\n2026-01-02|p|3\n");
    work.run("doctor", "collect", "--config={w}/catchment.yaml", "--output={w}/store")
        .says("3 of the first 4 accepted", "invalid_tag: 1", "looks like a");
    work.write(
        "catchment.yaml",
        text(work.path("catchment.yaml"))
            + "identity: {namespaces: [person]}\n"
            + "profile: {features: {tags: {count: events}}}\n");
    work.run("profile", "--config={w}/catchment.yaml", "--output={w}/people", "--format=csv")
        .expect(ExitStatus.DONE);
    assertTrue(text(work.path("people/profiles.csv")).endsWith(",3\n"));
  }

  @Test
  public void elementsThatAreEqualHaveDifferentIds() throws IOException {
    config(
        """
        format: csv
        csv: {ragged: true, header: [day]}
        personal: {rest: text}
        explode: {column: rest, row: basket}
        map: {timestamp: day}
        fields: {properties.item: rest, properties.basket: basket}
        """);
    work.write("in.txt", "2026-01-01,milk,milk\n2026-01-01,milk\n");
    work.collect().expect(ExitStatus.DONE).says("3 read = 3 accepted");
    assertEquals(List.of(), filesThatHold("milk"));
    assertEquals(
        List.of("in.txt:1", "in.txt:1", "in.txt:2"),
        events("properties").stream()
            .map(properties -> properties.replaceFirst(".*basket: /.*/(in.txt): (\\d)}", "$1:$2"))
            .sorted()
            .toList());
  }

  @Test
  public void aListThatWouldShowAPersonalValueOrMixUpIdsIsRefused() {
    String valid =
        """
        format: json
        personal: {items -> mail: email}
        explode: {column: items}
        map: {timestamp: day, messageId: {columns: [id, index]}}
        fields: {properties.sku: items -> sku}
        """;
    refused(valid, "items -> sku", "items", "items -> mail: the column items is used too");
    refused(valid, "items -> sku", "items.0.mail", "the column items.0.mail is used too");
    refused(valid, "items -> mail", "items.0", "the column items -> sku is used too");
    refused(valid, "[id, index]", "[id, day]", "would have the same message id; join index");
    refused(valid, "{column: items}", "{column: index}", "need names of their own");
    refused(valid, "{column: items}", "{column: ''}", "explode.column: the text is empty");
    refused(valid, "{column: items}", "{colum: items}", "did you mean column?");
    refused(valid, "{column: items}", "{row: line}", "the key column is missing");
    refused(
        valid.replace("format: json", "format: jdbc"),
        "{column: items}",
        "{column: items, row: line}",
        "the rows of a table have no lines");
  }

  private void refused(String valid, String text, String replacement, String complaint) {
    config(valid.replace(text, replacement));
    work.write("in.txt", "{}\n");
    work.refused().complains("catchment.yaml:", complaint);
  }

  private List<String> filesThatHold(String value) throws IOException {
    try (Stream<Path> files = Files.walk(work.path("store"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> text(file).contains(value))
          .map(Path::toString)
          .toList();
    }
  }

  private static String text(Path file) {
    if (file.toString().endsWith(".parquet")) {
      return ParquetText.rows(file).toString();
    }
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some columns of each event in the store, in the order of its files. */
  private List<String> events(String... columns) throws IOException {
    List<String> events = new ArrayList<>();
    for (String row : ParquetText.rowsBelow(work.path("store/events"))) {
      JsonNode event = JSON.readTree(row.substring(row.indexOf('{')));
      events.add(
          Stream.of(columns)
              .map(column -> event.path(column).toString())
              .collect(Collectors.joining(" "))
              .replace("\"", "")
              .replace(":", ": ")
              .replace(",", ", "));
    }
    return events;
  }

  private void config(String source) {
    work.write(
        "catchment.yaml",
        "version: 1\nsources:\n  s:\n    input: in.txt\n    %s\n"
            .formatted(source.strip().replace("\n", "\n    ")));
  }
}
