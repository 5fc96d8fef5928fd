package dev.catchment.clean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Turns the raw records of one source into events and sets aside those that cannot become one.
 *
 * <p>Personal columns must have been pseudonymised before: a rejected record keeps its used columns
 * as they are.
 */
public final class MapEvents extends PTransform<PCollection<RawRecord>, PCollectionTuple> {
  /** The events. */
  public static final TupleTag<Event> EVENTS = new TupleTag<>("events") {};

  /** The records that cannot become events. */
  public static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  private static final long serialVersionUID = 1;

  private final EventMapping mapping;
  private final Instant runTime;

  private MapEvents(EventMapping mapping, Instant runTime) {
    this.mapping = mapping;
    this.runTime = runTime;
  }

  /**
   * Maps as a mapping says.
   *
   * @param runTime when the job started, kept with every rejected record
   */
  public static MapEvents by(EventMapping mapping, Instant runTime) {
    return new MapEvents(mapping, runTime);
  }

  @Override
  public PCollectionTuple expand(PCollection<RawRecord> records) {
    PCollectionTuple outputs =
        records.apply(
            "Map",
            ParDo.of(new MapFn(mapping, runTime))
                .withOutputTags(EVENTS, TupleTagList.of(REJECTED).and(Tallies.TAG)));
    outputs.get(EVENTS).setCoder(EventCoder.of(mapping.schema()));
    outputs.get(REJECTED).setCoder(RejectedCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class MapFn extends DoFn<RawRecord, Event> {
    private static final long serialVersionUID = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private final EventMapping mapping;
    private final Instant runTime;
    private transient EventMapper mapper;
    private transient Tallies tallies;

    MapFn(EventMapping mapping, Instant runTime) {
      this.mapping = mapping;
      this.runTime = runTime;
    }

    @Setup
    public void setup() {
      mapper = new EventMapper(mapping);
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void map(@Element RawRecord record, MultiOutputReceiver out) {
      try {
        EventMapper.Mapped mapped = mapper.map(record);
        if (mapped.event().isPresent()) {
          out.get(EVENTS).output(mapped.event().get());
        } else {
          tallies.add(Outcome.FILTERED, record.source(), mapped.filter());
        }
      } catch (Flaw flaw) {
        tallies.add(Outcome.REJECTED, record.source(), flaw.reason());
        out.get(REJECTED).output(rejected(record, flaw));
      }
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
          runTime.toEpochMilli(),
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

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
