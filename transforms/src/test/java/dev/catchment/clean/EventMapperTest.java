package dev.catchment.clean;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class EventMapperTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Field("properties.price", FieldType.DECIMAL),
          new Field("properties.quantity", FieldType.INTEGER),
          new Field("properties.amount", FieldType.DECIMAL),
          new Field("properties.currency", FieldType.STRING));
  private static final EventFields FIELDS = EventFields.of(SCHEMA, List.of("customer", "email"));
  private static final int EMAIL = 1;
  private static final int CONSENT = 6;

  private final EventMapper mapper = new EventMapper(mapping(null));

  @Test
  public void mapsEveryPart() throws Flaw {
    Event event = map("7", "pseudonym", "2026-01-02", "2.5", "4", "GBP", "yes");
    assertEquals(Event.Type.TRACK, event.type());
    assertEquals("Order", event.event());
    assertEquals(1767312000000L, event.timestamp());
    assertEquals(
        List.of(new Identifier("customer", "7"), new Identifier("email", "pseudonym")),
        event.identifiers());
    assertEquals(Values.of(2.5, 4L, 10.0, "GBP"), event.values());
    assertEquals(Consent.GRANTED, event.consent());
    assertEquals("shop", event.channel());
  }

  @Test
  public void whatIsMissingIsLeftOut() throws Flaw {
    Event event = map("7", null, "2026-01-02", "2.5", null, null, null);
    assertEquals(List.of(new Identifier("customer", "7")), event.identifiers());
    assertEquals(Values.of(2.5, null, null, null), event.values());
    assertEquals(Consent.UNKNOWN, event.consent());
  }

  @Test
  public void everyFlawHasItsReasonAndField() {
    assertFlaw(
        "missing_customer",
        "identifiers.customer",
        null,
        null,
        "2026-01-02",
        "1",
        "1",
        "GBP",
        null);
    assertFlaw("missing_timestamp", "timestamp", "7", null, null, "1", "1", "GBP", null);
    assertFlaw("invalid_timestamp", "timestamp", "7", null, "soon", "1", "1", "GBP", null);
    assertFlaw(
        "invalid_price", "properties.price", "7", null, "2026-01-02", "1,5", "1", "GBP", null);
    assertFlaw(
        "invalid_customer",
        "identifiers.customer",
        "7.5",
        null,
        "2026-01-02",
        "1",
        "1",
        "GBP",
        null);
    assertFlaw(
        "out_of_range_price", "properties.price", "7", null, "2026-01-02", "-1", "1", "GBP", null);
    assertFlaw(
        "not_allowed_currency",
        "properties.currency",
        "7",
        null,
        "2026-01-02",
        "1",
        "1",
        "XXX",
        null);
  }

  @Test
  public void messagesHoldNoValueOfTheRecord() {
    Flaw flaw =
        assertThrows(Flaw.class, () -> map("secret", null, "2026-01-02", "1", "1", "GBP", null));
    assertFalse(flaw.getMessage(), flaw.getMessage().contains("secret"));
  }

  @Test
  public void aPersonalColumnOfTheWrongKindIsAFlaw() {
    String[] columns = {"7", "hash", "2026-01-02", "1", "1", "GBP", null};
    BitSet invalid = new BitSet();
    invalid.set(EMAIL);
    RawRecord record = record(columns).withColumns(columns, invalid);
    assertEquals("invalid_email", assertThrows(Flaw.class, () -> mapper.map(record)).reason());
  }

  @Test
  public void filtersLeaveOutByNameAndAMissingFieldDoesNotPass() throws Flaw {
    EventMapper filtering = new EventMapper(mapping("properties.quantity > 1"));
    assertEquals(
        "test", filtering.map(record("7", null, "2026-01-02", "1", "1", "GBP", null)).filter());
    assertEquals(
        "test", filtering.map(record("7", null, "2026-01-02", "1", null, "GBP", null)).filter());
    assertFalse(
        filtering.map(record("7", null, "2026-01-02", "1", "2", "GBP", null)).event().isEmpty());
  }

  @Test
  public void aFilteredRecordNeedNotBeCompleteButMustBeReadable() throws Flaw {
    EventMapper filtering = new EventMapper(mapping("properties.quantity > 1"));
    assertEquals(
        "test", filtering.map(record(null, null, "2026-01-02", "1", "1", "GBP", null)).filter());
    assertEquals(
        "invalid_quantity",
        assertThrows(
                Flaw.class,
                () -> filtering.map(record("7", null, "2026-01-02", "1", "x", "GBP", null)))
            .reason());
    assertEquals(
        "an undecided filter does not hide what is required",
        "missing_customer",
        assertThrows(
                Flaw.class,
                () -> filtering.map(record(null, null, "2026-01-02", "1", null, "GBP", null)))
            .reason());
  }

  @Test
  public void aFailingExpressionIsAFlaw() {
    EventMapper dividing = new EventMapper(mapping("1 / properties.quantity > 0"));
    Flaw flaw =
        assertThrows(
            Flaw.class, () -> dividing.map(record("7", null, "2026-01-02", "1", "0", "GBP", null)));
    assertEquals("rule_failed", flaw.reason());
  }

  @Test
  public void theDerivedMessageIdIsThatOfTheColumns() throws Flaw {
    Event one = map("7", null, "2026-01-02", "1", "1", "GBP", null);
    assertEquals(one.messageId(), map("7", null, "2026-01-02", "1", "1", "GBP", null).messageId());
    assertNotEquals(
        one.messageId(), map("7", null, "2026-01-02", "1", "2", "GBP", null).messageId());
    assertNotEquals(
        map("7", "ab", "2026-01-02", "1", "1", "c", null, "-").messageId(),
        map("7", "a", "2026-01-02", "1", "1", "bc", null, "-").messageId());
  }

  @Test
  public void joinsTheColumnsThatAreThere() throws Flaw {
    Binding joined =
        Binding.ofColumns(
            "event", new JoinedColumns(List.of(0, 1), "-"), TextParser.of(FieldType.STRING));
    EventMapper joining = new EventMapper(withEvent(joined));
    assertEquals("7-b", joining.map(day("7", "b")).event().orElseThrow().event());
    assertEquals("b", joining.map(day(null, "b")).event().orElseThrow().event());
    assertNull(joining.map(day(null, null)).event().orElseThrow().event());
    BitSet invalid = new BitSet();
    invalid.set(EMAIL);
    RawRecord flawed = day("7", "b").withColumns(day("7", "b").columns(), invalid);
    assertEquals("invalid_event", assertThrows(Flaw.class, () -> joining.map(flawed)).reason());
  }

  @Test
  public void aDefaultStandsForWhatIsMissingAndNotForWhatCannotBeRead() throws Flaw {
    TextParser text = TextParser.of(FieldType.STRING);
    TextParser codes = TextParser.ofCodes(Map.of("O", "open"), text);
    EventMapper coded =
        new EventMapper(withEvent(Binding.ofColumn("event", 0, codes).withDefault("none", text)));
    assertEquals("open", coded.map(day("O", null)).event().orElseThrow().event());
    assertEquals("none", coded.map(day(null, null)).event().orElseThrow().event());
    Flaw flaw = assertThrows(Flaw.class, () -> coded.map(day("X", null)));
    assertEquals("invalid_event", flaw.reason());
    assertEquals("event cannot be read as one of O", flaw.getMessage());
  }

  @Test
  public void aDefaultStandsForACurrencyThatIsNotNamed() throws Flaw {
    EventMapper currency =
        new EventMapper(
            withEvent(
                Binding.ofColumn("event", 0, TextParser.ofCurrency())
                    .withDefault("EUR", TextParser.of(FieldType.STRING))));
    assertEquals("GBP", currency.map(day("£5", null)).event().orElseThrow().event());
    assertEquals("EUR", currency.map(day("5", null)).event().orElseThrow().event());
  }

  @Test
  public void theTimeIsThatOfTheReceiversClock() throws Flaw {
    assertEquals("sent at once", 5_000, corrected("1000", "1000", "5000"));
    assertEquals("an hour later", 5_000, corrected("1000", "3601000", "3605000"));
    assertEquals("a clock that is ahead", 4_000, corrected("900000", "901000", "5000"));
    assertEquals("sent before it was made", 5_000, corrected("2000", "1000", "5000"));
  }

  @Test
  public void theTimeStaysWhereNothingTellsTheSkew() throws Flaw {
    assertEquals(1_000, corrected("1000", null, "5000"));
    assertEquals(1_000, corrected("1000", "2000", null));
  }

  @Test
  public void timesThatCorrectNothingAreFlaws() {
    assertEquals("invalid_sentAt", reason("1", "soon", "2"));
    assertEquals("invalid_receivedAt", reason("1", "2", "late"));
    assertEquals("missing_timestamp", reason(null, "1", "2"));
    assertEquals("invalid_timestamp", reason("-9223372036854775808", "1", "2"));
    assertEquals("invalid_timestamp", reason("0", "9223372036854775807", "-2"));
  }

  private static long corrected(String made, String sent, String received) throws Flaw {
    return skewed().map(record(made, sent, received)).event().orElseThrow().timestamp();
  }

  private static String reason(String made, String sent, String received) {
    RawRecord record = record(made, sent, received);
    return assertThrows(Flaw.class, () -> skewed().map(record)).reason();
  }

  private static EventMapper skewed() {
    EventMapping mapping = mapping(null);
    TextParser count = TextParser.ofEpoch(1);
    return new EventMapper(
        new EventMapping(
            mapping.source(),
            mapping.channel(),
            List.of("made", "sent", "received"),
            mapping.fields(),
            null,
            mapping.type(),
            mapping.event(),
            Binding.ofColumn("timestamp", 0, count).withRequired(true),
            new ClockSkew(
                Binding.ofColumn("sentAt", 1, count), Binding.ofColumn("receivedAt", 2, count)),
            -1,
            List.of(),
            List.of(),
            List.of()));
  }

  private static RawRecord day(String id, String email) {
    return record(id, email, "2026-01-02", null, null, null, null);
  }

  private static EventMapping withEvent(Binding event) {
    EventMapping mapping = mapping(null);
    return new EventMapping(
        mapping.source(),
        mapping.channel(),
        mapping.columns(),
        mapping.fields(),
        null,
        mapping.type(),
        event,
        mapping.timestamp(),
        null,
        -1,
        List.of(),
        List.of(),
        List.of());
  }

  private Event map(String... columns) throws Flaw {
    EventMapper any = columns.length == 7 ? mapper : new EventMapper(unchecked());
    return any.map(record(columns)).event().orElseThrow();
  }

  private void assertFlaw(String reason, String field, String... columns) {
    Flaw flaw = assertThrows(Flaw.class, () -> mapper.map(record(columns)));
    assertEquals(reason, flaw.reason());
    assertEquals(field, flaw.field());
  }

  private static RawRecord record(String... columns) {
    return RawRecord.of("orders", new Position("orders.csv", 2), columns);
  }

  private static EventMapping unchecked() {
    EventMapping mapping = mapping(null);
    return new EventMapping(
        mapping.source(),
        mapping.channel(),
        mapping.columns(),
        mapping.fields(),
        null,
        mapping.type(),
        mapping.event(),
        mapping.timestamp(),
        null,
        -1,
        mapping.identifiers(),
        List.of(),
        List.of());
  }

  private static EventMapping mapping(String filter) {
    return new EventMapping(
        "orders",
        "shop",
        List.of("id", "email", "day", "price", "quantity", "currency", "consent"),
        FIELDS,
        null,
        Binding.ofConstant("type", "track", TextParser.of(FieldType.STRING)),
        Binding.ofConstant("event", "Order", TextParser.of(FieldType.STRING)),
        Binding.ofColumn("timestamp", 2, TextParser.of(FieldType.TIMESTAMP)).withRequired(true),
        null,
        CONSENT,
        List.of(
            Binding.ofColumn("identifiers.customer", 0, TextParser.of(FieldType.INTEGER))
                .withRequired(true),
            Binding.ofColumn("identifiers.email", EMAIL, TextParser.of(FieldType.STRING))),
        List.of(
            Binding.ofColumn("properties.price", 3, TextParser.of(FieldType.DECIMAL))
                .withRange(0, 100),
            Binding.ofColumn("properties.quantity", 4, TextParser.of(FieldType.INTEGER)),
            Binding.ofExpression(
                "properties.amount",
                Rule.compile(
                    "amount",
                    "properties.price * double(properties.quantity)",
                    FIELDS.schema(),
                    FieldType.DECIMAL)),
            Binding.ofColumn("properties.currency", 5, TextParser.of(FieldType.STRING))
                .withAllowed(Set.of("GBP", "EUR"))),
        filter == null
            ? List.of()
            : List.of(Rule.compile("test", filter, FIELDS.schema(), FieldType.BOOLEAN)));
  }
}
