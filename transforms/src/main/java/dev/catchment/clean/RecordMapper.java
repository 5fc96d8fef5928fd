package dev.catchment.clean;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Turns the raw records of one source into events, sets aside those that cannot become one and
 * counts what is left out. Not thread-safe.
 *
 * <p>Personal columns must have been pseudonymised before: a rejected record keeps its used columns
 * as they are.
 */
public final class RecordMapper {
  /** The reason for a column that does not hold the JSON that is looked into. */
  public static final String BROKEN_CELL = "invalid_cell";

  /** The reason for an event that happened later than it can have. */
  public static final String FUTURE_TIME = "future_timestamp";

  private final EventMapping mapping;
  private final EventMapper mapper;
  private final List<String> derived;
  private final Map<Integer, String> personal;
  private final long runTime;

  /**
   * Maps as a mapping says.
   *
   * @param runTime when the job started, kept with every rejected record
   */
  public RecordMapper(EventMapping mapping, Instant runTime) {
    this(mapping, List.of(), Map.of(), runTime);
  }

  /**
   * The same, with more to say of rejected records.
   *
   * @param derived the names of the columns that were made of others, in the order of their slots
   * @param personal the personal kind of the columns that were pseudonymised, by slot
   */
  public RecordMapper(
      EventMapping mapping, List<String> derived, Map<Integer, String> personal, Instant runTime) {
    this.mapping = mapping;
    this.mapper = new EventMapper(mapping);
    this.derived = List.copyOf(derived);
    this.personal = Map.copyOf(personal);
    this.runTime = runTime.toEpochMilli();
  }

  /** Hands on what becomes of a record: an event, a rejected record, or a count alone. */
  public void map(
      RawRecord record, Consumer<Event> events, Consumer<Rejected> rejected, Tallies tallies) {
    map(record, Long.MAX_VALUE, events, rejected, tallies);
  }

  /**
   * As the other method, of events that happened at a time at the latest; a later one is rejected.
   *
   * @param latest the time in milliseconds since 1970
   */
  public void map(
      RawRecord record,
      long latest,
      Consumer<Event> events,
      Consumer<Rejected> rejected,
      Tallies tallies) {
    try {
      EventMapper.Mapped mapped = mapper.map(record);
      if (mapped.event().isPresent()) {
        if (mapped.event().get().timestamp() > latest) {
          throw new Flaw(
              FUTURE_TIME, "timestamp", "the event happened after its message had arrived");
        }
        events.accept(mapped.event().get());
      } else {
        tallies.add(Outcome.FILTERED, record.source(), mapped.filter());
      }
    } catch (Flaw flaw) {
      reject(record, flaw, rejected, tallies);
    }
  }

  /** Sets aside a record of which a column does not hold the JSON that is looked into. */
  public void rejectBroken(
      RawRecord record, String column, Consumer<Rejected> rejected, Tallies tallies) {
    String message = "the column " + column + " does not hold the JSON that is looked into";
    reject(record, new Flaw(BROKEN_CELL, column, message), rejected, tallies);
  }

  private void reject(RawRecord record, Flaw flaw, Consumer<Rejected> rejected, Tallies tallies) {
    tallies.add(Outcome.REJECTED, record.source(), flaw.reason());
    rejected.accept(rejected(record, flaw));
  }

  private Rejected rejected(RawRecord record, Flaw flaw) {
    Payload payload = payload(record);
    return new Rejected(
            "clean",
            flaw.reason(),
            flaw.getMessage(),
            flaw.field(),
            record.source(),
            record.position(),
            null,
            runTime,
            1)
        .withPayload(payload.json(), pseudonyms(record), payload.truncated());
  }

  private Payload payload(RawRecord record) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (int slot = 0; slot < record.size(); slot++) {
      put(mapping.columns().get(slot), record.column(slot), columns);
    }
    for (int index = 0; index < derived.size(); index++) {
      put(derived.get(index), record.column(RawRecord.DERIVED + index), columns);
    }
    return Payload.of(columns, Rejected.PAYLOAD_LIMIT);
  }

  private static void put(String name, String text, Map<String, String> columns) {
    if (text != null) {
      columns.put(name, text);
    }
  }

  private Map<String, String> pseudonyms(RawRecord record) {
    Map<String, String> kinds = new TreeMap<>();
    personal.forEach(
        (slot, kind) -> {
          if (record.column(slot) != null) {
            String state = record.isInvalid(slot) ? Rejected.INVALID : "";
            kinds.put(mapping.columns().get(slot), state + kind);
          }
        });
    return kinds;
  }
}
