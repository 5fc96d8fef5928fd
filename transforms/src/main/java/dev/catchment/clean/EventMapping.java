package dev.catchment.clean;

import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How the records of one source become events.
 *
 * @param source the source's name
 * @param channel the channel of its events
 * @param columns the names of the columns by slot, for messages and rejected payloads
 * @param fields the names of an event's parts
 * @param messageId the message id, or null to derive it from the columns: then records that are
 *     equal in every used column have the same
 * @param type the kind of call
 * @param event the name of what happened, or null
 * @param timestamp the event time
 * @param skew corrects the event time by when it was sent and received, or null
 * @param consentColumn the slot of the consent column, or -1
 * @param identifiers the identifiers; the short name is the namespace
 * @param values properties, traits and context; an expression may use those before it
 * @param filters the rules that a record must fulfil, by name
 */
public record EventMapping(
    String source,
    String channel,
    List<String> columns,
    EventFields fields,
    Binding messageId,
    Binding type,
    Binding event,
    Binding timestamp,
    ClockSkew skew,
    int consentColumn,
    List<Binding> identifiers,
    List<Binding> values,
    List<Rule> filters)
    implements Serializable {
  public EventMapping {
    columns = List.copyOf(columns);
    identifiers = List.copyOf(identifiers);
    values = List.copyOf(values);
    filters = List.copyOf(filters);
  }

  /** The schema of the events' values. */
  public Schema schema() {
    return fields.valuesSchema();
  }

  /** Every part in the order of an event; a message id that is derived from the columns is none. */
  public List<Binding> parts() {
    return bindings(Stream.of());
  }

  /** The parts of an event and the times that correct its own, those that come from somewhere. */
  public List<Binding> bindings() {
    return bindings(skew == null ? Stream.of() : Stream.of(skew.sentAt(), skew.receivedAt()));
  }

  private List<Binding> bindings(Stream<Binding> times) {
    return Stream.of(
            Stream.of(messageId, type, event, timestamp),
            times,
            identifiers.stream(),
            values.stream())
        .flatMap(parts -> parts)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The same mapping with one and the same message id for all events, which saves making it. */
  public EventMapping withoutMessageIds() {
    return new EventMapping(
        source,
        channel,
        columns,
        fields,
        Binding.ofConstant(EventFields.MESSAGE_ID, "none", TextParser.of(FieldType.STRING)),
        type,
        event,
        timestamp,
        skew,
        consentColumn,
        identifiers,
        values,
        filters);
  }
}
