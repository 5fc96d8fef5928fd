package dev.catchment.pipelines.collect;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.ParquetText;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
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
