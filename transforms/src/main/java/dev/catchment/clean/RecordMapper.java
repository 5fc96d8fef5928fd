package dev.catchment.clean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Turns the raw records of one source into events, sets aside those that cannot become one and
 * counts what is left out. Not thread-safe.
 *
 * <p>Personal columns must have been pseudonymised before: a rejected record keeps its used columns
 * as they are.
 */
public final class RecordMapper {
  private static final JsonFactory JSON = new JsonFactory();

  private final EventMapping mapping;
  private final EventMapper mapper;
  private final long runTime;

  /**
   * Maps as a mapping says.
   *
   * @param runTime when the job started, kept with every rejected record
   */
  public RecordMapper(EventMapping mapping, Instant runTime) {
    this.mapping = mapping;
    this.mapper = new EventMapper(mapping);
    this.runTime = runTime.toEpochMilli();
  }

  /** Hands on what becomes of a record: an event, a rejected record, or a count alone. */
  public void map(
      RawRecord record, Consumer<Event> events, Consumer<Rejected> rejected, Tallies tallies) {
    try {
      EventMapper.Mapped mapped = mapper.map(record);
      if (mapped.event().isPresent()) {
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
    reject(record, new Flaw("invalid_cell", column, message), rejected, tallies);
  }

  private void reject(RawRecord record, Flaw flaw, Consumer<Rejected> rejected, Tallies tallies) {
    tallies.add(Outcome.REJECTED, record.source(), flaw.reason());
    rejected.accept(rejected(record, flaw));
  }

  private Rejected rejected(RawRecord record, Flaw flaw) {
    return new Rejected(
        "clean",
        flaw.reason(),
        flaw.getMessage(),
        flaw.field(),
        record.source(),
        record.position(),
        payload(record),
        runTime,
        1);
  }

  private String payload(RawRecord record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int slot = 0; slot < record.size(); slot++) {
        if (record.column(slot) != null) {
          json.writeStringField(mapping.columns().get(slot), record.column(slot));
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
