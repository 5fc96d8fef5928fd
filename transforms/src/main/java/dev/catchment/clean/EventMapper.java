package dev.catchment.clean;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.Identifier;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Turns the raw records of one source into events: reads the columns, computes the expressions,
 * applies the filters, checks what is required and allowed, in this order.
 *
 * <p>So a record that cannot be read is never taken for one that a filter leaves out, and a record
 * that a filter leaves out need not be complete.
 */
public final class EventMapper {
  private static final BaseEncoding ID_TEXT = BaseEncoding.base32Hex().omitPadding().lowerCase();
  private static final Map<String, Event.Type> TYPES = new TreeMap<>();

  static {
    for (Event.Type type : Event.Type.values()) {
      TYPES.put(type.wireName(), type);
    }
  }

  private final EventMapping mapping;
  private final Schema schema;
  private final int[] slots;

  /** Maps as a mapping says. */
  public EventMapper(EventMapping mapping) {
    this.mapping = mapping;
    this.schema = mapping.schema();
    this.slots =
        mapping.values().stream().mapToInt(binding -> schema.slot(binding.name())).toArray();
  }

  /**
   * The event of a record, or the name of the filter that leaves it out.
   *
   * @throws Flaw when the record cannot become an event
   */
  public Mapped map(RawRecord record) throws Flaw {
    Draft draft = new Draft(record);
    String undecided = null;
    for (Rule filter : mapping.filters()) {
      Object keep = evaluate(filter, draft);
      if (Boolean.FALSE.equals(keep)) {
        return Mapped.leftOut(filter.name());
      }
      if (keep == null && undecided == null) {
        undecided = filter.name();
      }
    }
    draft.check();
    return undecided == null ? Mapped.to(draft.event()) : Mapped.leftOut(undecided);
  }

  private static Object read(Binding binding, RawRecord record) throws Flaw {
    String text = binding.text(record);
    if (text == null) {
      return binding.constant();
    }
    if (binding.isInvalid(record)) {
      throw new Flaw("invalid", binding, "is not of the personal kind that is declared for it");
    }
    try {
      Object value = binding.parser().parse(text);
      return value == null ? binding.constant() : value;
    } catch (RuntimeException e) {
      if (!TextParser.isUnreadable(e)) {
        throw e;
      }
      throw new Flaw("invalid", binding, "cannot be read as " + binding.parser());
    }
  }

  private Long timestamp(RawRecord record) throws Flaw {
    Long made = (Long) read(mapping.timestamp(), record);
    return mapping.skew() == null ? made : corrected(made, mapping.skew(), record);
  }

  /** The time by the receiver's clock, where it is known when the event was sent and received. */
  private Long corrected(Long made, ClockSkew skew, RawRecord record) throws Flaw {
    Long sent = (Long) read(skew.sentAt(), record);
    Long received = (Long) read(skew.receivedAt(), record);
    if (made == null || sent == null || received == null) {
      return made;
    }
    try {
      return ClockSkew.corrected(made, sent, received);
    } catch (ArithmeticException e) {
      throw new Flaw("invalid", mapping.timestamp(), "is out of range once it is corrected");
    }
  }

  private Event.Type type(String name) throws Flaw {
    if (name == null) {
      return null;
    }
    Event.Type type = TYPES.get(name.toLowerCase(Locale.ROOT));
    if (type == null) {
      throw new Flaw("invalid", mapping.type(), "is not one of " + TYPES.keySet());
    }
    return type;
  }

  private static Object evaluate(Rule rule, Function<String, Object> parts) throws Flaw {
    try {
      return rule.evaluate(parts);
    } catch (RuleException e) {
      throw new Flaw("rule_failed", rule.name(), e.getMessage());
    }
  }

  private static void checkValue(Binding binding, Object value) throws Flaw {
    if (binding.required() && value == null) {
      throw new Flaw("missing", binding, "is required and missing");
    }
    checkAllowed(binding, value);
  }

  private static void checkAllowed(Binding binding, Object value) throws Flaw {
    if (value instanceof Number number) {
      if (number.doubleValue() < binding.min()) {
        throw new Flaw("out_of_range", binding, "is less than " + inWords(binding.min()));
      }
      if (number.doubleValue() > binding.max()) {
        throw new Flaw("out_of_range", binding, "is greater than " + inWords(binding.max()));
      }
    }
    if (value != null
        && !binding.allowed().isEmpty()
        && !binding.allowed().contains(value.toString())) {
      throw new Flaw(
          "not_allowed", binding, "is not one of " + binding.allowed().stream().sorted().toList());
    }
  }

  private static String inWords(double bound) {
    return new BigDecimal(bound).stripTrailingZeros().scale() <= 0
        ? new BigDecimal(bound).toPlainString()
        : Double.toString(bound);
  }

  /** 128 bits of Murmur3 over the source and every column: its length, or -1, and its text. */
  private static String derivedId(RawRecord record) {
    int chars = record.source().length();
    for (int slot = 0; slot < record.size(); slot++) {
      chars += record.column(slot) == null ? 0 : record.column(slot).length();
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Character.BYTES * chars + Integer.BYTES * record.size())
            .order(ByteOrder.LITTLE_ENDIAN);
    put(record.source(), bytes);
    for (int slot = 0; slot < record.size(); slot++) {
      String text = record.column(slot);
      bytes.putInt(text == null ? -1 : text.length());
      if (text != null) {
        put(text, bytes);
      }
    }
    byte[] hash = Hashing.murmur3_128().hashBytes(bytes.array()).asBytes();
    return ID_TEXT.encode(hash);
  }

  private static void put(String text, ByteBuffer bytes) {
    for (int index = 0; index < text.length(); index++) {
      bytes.putChar(text.charAt(index));
    }
  }

  /** The parts of an event that is being made, by name for the rules. */
  private final class Draft implements Function<String, Object> {
    private final RawRecord record;
    private final String messageId;
    private final String typeName;
    private final Event.Type type;
    private final String event;
    private final Long timestamp;
    private final List<Identifier> identifiers = new ArrayList<>(mapping.identifiers().size());
    private final Object[] cells = new Object[schema.size()];

    Draft(RawRecord record) throws Flaw {
      this.record = record;
      messageId =
          mapping.messageId() == null
              ? derivedId(record)
              : (String) read(mapping.messageId(), record);
      typeName = (String) read(mapping.type(), record);
      type = type(typeName);
      event = mapping.event() == null ? null : (String) read(mapping.event(), record);
      timestamp = timestamp(record);
      for (Binding binding : mapping.identifiers()) {
        Object value = read(binding, record);
        if (value != null) {
          identifiers.add(new Identifier(binding.shortName(), value.toString()));
        }
      }
      for (int index = 0; index < slots.length; index++) {
        Binding binding = mapping.values().get(index);
        cells[slots[index]] =
            binding.expression() == null
                ? read(binding, record)
                : evaluate(binding.expression(), this);
      }
    }

    @Override
    public Object apply(String name) {
      return switch (name) {
        case "messageId" -> messageId;
        case "type" -> typeName;
        case "event" -> event;
        case "timestamp" -> timestamp;
        case "channel" -> mapping.channel();
        case "source" -> mapping.source();
        default -> {
          int slot = schema.find(name);
          yield slot >= 0 ? cells[slot] : EventFields.identifier(identifiers, name);
        }
      };
    }

    void check() throws Flaw {
      checkValue(mapping.timestamp(), timestamp);
      checkValue(mapping.type(), typeName);
      if (mapping.messageId() != null) {
        checkValue(mapping.messageId(), messageId);
      }
      if (mapping.event() != null) {
        checkValue(mapping.event(), event);
      }
      for (Binding binding : mapping.identifiers()) {
        checkValue(binding, apply(binding.name()));
      }
      for (int index = 0; index < slots.length; index++) {
        checkValue(mapping.values().get(index), cells[slots[index]]);
      }
    }

    Event event() {
      return new Event(
          messageId,
          type,
          event,
          timestamp,
          mapping.channel(),
          mapping.source(),
          consent(),
          identifiers,
          Values.of(cells));
    }

    private Consent consent() {
      int column = mapping.consentColumn();
      return column >= 0 && record.column(column) != null ? Consent.GRANTED : Consent.UNKNOWN;
    }
  }

  /** An event, or the name of the filter that leaves its record out. */
  public record Mapped(Optional<Event> event, String filter) {
    static Mapped to(Event event) {
      return new Mapped(Optional.of(event), null);
    }

    static Mapped leftOut(String filter) {
      return new Mapped(Optional.empty(), filter);
    }
  }
}
