package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import dev.catchment.store.StoreSnapshot;
import java.util.List;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Reads an event store as a stream: the events come in the order in which they happened, each up to
 * an hour later than the one before allows for, so that they are shuffled; a share of them comes
 * late, up to thirty days behind the watermark, and one in five of that share up to a day before it
 * happens. The order depends on the seed alone. The stream ends.
 *
 * <p>The reader holds all events as they are encoded, about 150 bytes each.
 */
public final class ReplayEvents extends PTransform<PBegin, PCollection<Event>> {
  /** How far events that are not late are shuffled. */
  public static final Duration DISORDER = Duration.standardHours(1);

  /** How late an event comes at most. */
  public static final Duration LATEST = Duration.standardDays(30);

  private static final long serialVersionUID = 1;

  private final String store;
  private final int batch;
  private final Schema schema;
  private final double late;
  private final long seed;

  private ReplayEvents(String store, int batch, Schema schema, double late, long seed) {
    this.store = store;
    this.batch = batch;
    this.schema = schema;
    this.late = late;
    this.seed = seed;
  }

  /** Replays what a store held after a batch, see {@link StoreSnapshot#number}. */
  public static ReplayEvents ofStore(String store, int batch) {
    return new ReplayEvents(store, batch, Schema.empty(), 0, 1);
  }

  /** With the schema of the events' values. */
  public ReplayEvents withSchema(Schema values) {
    return new ReplayEvents(store, batch, values, late, seed);
  }

  /** With the share of the events that come late, 0 to 1. */
  public ReplayEvents withLate(double share) {
    checkArgument(share >= 0 && share <= 1, "the late share is %s, must be 0 to 1", share);
    return new ReplayEvents(store, batch, schema, share, seed);
  }

  /** With the seed of the order. */
  public ReplayEvents withSeed(long number) {
    return new ReplayEvents(store, batch, schema, late, number);
  }

  @Override
  public PCollection<Event> expand(PBegin input) {
    String from = store;
    int number = batch;
    Schema values = schema;
    return input.apply(
        "Replay",
        Read.from(
            new ReplaySource(
                () -> events(from, number, values), EventCoder.of(schema), late, seed)));
  }

  private static List<Event> events(String store, int batch, Schema schema) {
    return ReadEvents.first(
        StoreSnapshot.of(store, batch).eventSizes().keySet(), schema, Integer.MAX_VALUE);
  }
}
