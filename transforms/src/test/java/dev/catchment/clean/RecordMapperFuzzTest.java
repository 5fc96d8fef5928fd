package dev.catchment.clean;

import static org.junit.Assert.assertEquals;

import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.Schema;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever the texts of a record are, it becomes an event, is rejected, or is left out. */
class RecordMapperFuzzTest {
  private static final int COLUMNS = 10;
  private static final Schema SCHEMA =
      Schema.of(
          new Field("properties.grouped", FieldType.INTEGER),
          new Field("properties.price", FieldType.DECIMAL),
          new Field("properties.currency", FieldType.STRING),
          new Field("properties.status", FieldType.STRING),
          new Field("properties.flag", FieldType.BOOLEAN),
          new Field("properties.amount", FieldType.DECIMAL));
  private static final EventFields FIELDS = EventFields.of(SCHEMA, List.of("customer"));

  private final EventMapping mapping = mapping();
  private final RecordMapper mapper = new RecordMapper(mapping, Instant.EPOCH);

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> likely =
        Arbitraries.of(
                "1",
                "23",
                "456",
                "2026",
                "12",
                "31",
                "-",
                ".",
                ",",
                "'",
                " ",
                "\u00a0",
                ":",
                "/",
                "T",
                "Z",
                "€",
                "$",
                "EUR",
                "usd",
                "+",
                "e9",
                "O",
                "P",
                "yes",
                "9223372036854775807",
                "\u2212",
                "\u0660",
                "\ud83d",
                "\u0000")
            .list()
            .ofMaxSize(7)
            .map(parts -> String.join("", parts));
    Arbitrary<String> right =
        Arbitraries.of(
            "2026-01-31", "31.01.2026 10:15", "2026-01-31T10:15:00Z", "1.234", "12,50 €", "O", "1");
    return Arbitraries.oneOf(
        likely, right, right, Arbitraries.strings().ofMaxLength(30), Arbitraries.just(null));
  }

  @Property
  void everyRecordHasOneOutcome(@ForAll @Size(COLUMNS) List<@From("texts") String> columns) {
    RawRecord record = RawRecord.of("s", new Position("file", 1), columns.toArray(new String[0]));
    List<Event> events = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    Tallies tallies = new Tallies();
    mapper.map(record, events::add, rejected::add, tallies);
    long counted = tallies.counts().values().stream().mapToLong(Long::longValue).sum();
    assertEquals(1, events.size() + counted);
    assertEquals(
        rejected.size(),
        tallies.counts().keySet().stream().filter(name -> name.startsWith("rejected/")).count());
  }

  private static EventMapping mapping() {
    TextParser text = TextParser.of(FieldType.STRING);
    TextParser time =
        TextParser.ofPatterns(
            List.of("dd.MM.yyyy HH:mm", "d/M/yyyy", "yyyy-MM-dd"), ZoneId.of("Europe/Berlin"));
    return new EventMapping(
        "s",
        "s",
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        FIELDS,
        Binding.ofColumns("messageId", new JoinedColumns(List.of(0, 1), "-"), text)
            .withDefault("none", text),
        Binding.ofConstant("type", "track", text),
        Binding.ofColumn("event", 0, text),
        Binding.ofColumn("timestamp", 2, time)
            .withDefault("2026-01-31", TextParser.of(FieldType.TIMESTAMP))
            .withRequired(true),
        new ClockSkew(
            Binding.ofColumn("sentAt", 3, TextParser.of(FieldType.TIMESTAMP)),
            Binding.ofColumn("receivedAt", 4, TextParser.ofEpoch(1000))),
        -1,
        List.of(Binding.ofColumn("identifiers.customer", 5, TextParser.of(FieldType.INTEGER))),
        List.of(
            Binding.ofColumn("properties.grouped", 6, TextParser.ofGrouped(FieldType.INTEGER, ','))
                .withRange(0, 1e6),
            Binding.ofColumn("properties.price", 7, TextParser.ofAmount(',')),
            Binding.ofColumn("properties.currency", 7, TextParser.ofCurrency())
                .withDefault("EUR", text)
                .withAllowed(Set.of("EUR", "USD")),
            Binding.ofColumn(
                    "properties.status",
                    8,
                    TextParser.ofCodes(Map.of("O", "open", "P", "paid"), text))
                .withDefault("open", text),
            Binding.ofColumn("properties.flag", 9, TextParser.of(FieldType.BOOLEAN)),
            Binding.ofExpression(
                "properties.amount",
                Rule.compile(
                    "amount",
                    "properties.price * double(properties.grouped)",
                    FIELDS.schema(),
                    FieldType.DECIMAL))),
        List.of(
            Rule.compile(
                "flagged", "properties.flag != false", FIELDS.schema(), FieldType.BOOLEAN)));
  }
}
