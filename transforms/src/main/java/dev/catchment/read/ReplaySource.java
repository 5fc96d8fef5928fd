package dev.catchment.read;

import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Instant;

/** The source of {@link ReplayEvents}; has one part, so that its watermark goes ahead evenly. */
final class ReplaySource extends UnboundedSource<Event, ReplaySource.Mark> {
  private static final long serialVersionUID = 1;
  private static final long DAY = 86_400_000;
  private static final int EARLY = 5;

  private final EventSupplier events;
  private final EventCoder coder;
  private final double late;
  private final long seed;
  private transient List<Arrival> arrivals;

  /** Gives all events in an order of their own. */
  interface EventSupplier extends Supplier<List<Event>>, Serializable {}

  ReplaySource(EventSupplier events, EventCoder coder, double late, long seed) {
    this.events = events;
    this.coder = coder;
    this.late = late;
    this.seed = seed;
  }

  /** An event as it is encoded, and when it comes. */
  private static final class Arrival {
    private final byte[] event;
    private final long time;
    private final long at;

    Arrival(byte[] event, long time, long at) {
      this.event = event;
      this.time = time;
      this.at = at;
    }
  }

  /** The events in the order in which they come, made once per worker. */
  private synchronized List<Arrival> arrivals() throws IOException {
    if (arrivals == null) {
      List<Arrival> all = new ArrayList<>();
      for (Event event : events.get()) {
        all.add(
            new Arrival(
                CoderUtils.encodeToByteArray(coder, event), event.timestamp(), arrival(event)));
      }
      all.sort(Comparator.comparingLong(arrival -> arrival.at));
      arrivals = all;
    }
    return arrivals;
  }

  private long arrival(Event event) {
    Random random = new Random(seed * 31 + event.messageId().hashCode());
    random.nextLong();
    long shuffled = event.timestamp() + bounded(random, ReplayEvents.DISORDER.getMillis());
    if (random.nextDouble() >= late) {
      return shuffled;
    }
    return random.nextInt(EARLY) == 0
        ? event.timestamp() - bounded(random, DAY)
        : shuffled + bounded(random, ReplayEvents.LATEST.getMillis());
  }

  private static long bounded(Random random, long below) {
    return (long) (random.nextDouble() * below);
  }

  @Override
  public List<ReplaySource> split(int desired, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<Event> createReader(PipelineOptions options, Mark mark)
      throws IOException {
    return new Reader(this, arrivals(), mark == null ? 0 : mark.taken());
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return DelegateCoder.of(VarIntCoder.of(), Mark::taken, Mark::new);
  }

  @Override
  public Coder<Event> getOutputCoder() {
    return coder;
  }

  /** How many events have been taken. */
  record Mark(int taken) implements CheckpointMark {
    @Override
    public void finalizeCheckpoint() {}
  }

  private static final class Reader extends UnboundedReader<Event> {
    private final ReplaySource source;
    private final List<Arrival> arrivals;
    private int taken;

    Reader(ReplaySource source, List<Arrival> arrivals, int taken) {
      this.source = source;
      this.arrivals = arrivals;
      this.taken = taken;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (taken >= arrivals.size()) {
        taken = arrivals.size() + 1;
        return false;
      }
      taken++;
      return true;
    }

    private Arrival current() {
      if (taken < 1 || taken > arrivals.size()) {
        throw new NoSuchElementException();
      }
      return arrivals.get(taken - 1);
    }

    @Override
    public Event getCurrent() {
      try {
        return CoderUtils.decodeFromByteArray(source.coder, current().event);
      } catch (IOException e) {
        throw new IllegalStateException("an event that was just encoded cannot be read", e);
      }
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(current().time);
    }

    @Override
    public Instant getWatermark() {
      if (taken > arrivals.size()) {
        return BoundedWindow.TIMESTAMP_MAX_VALUE;
      }
      return taken == 0
          ? BoundedWindow.TIMESTAMP_MIN_VALUE
          : Instant.ofEpochMilli(arrivals.get(taken - 1).at).minus(ReplayEvents.DISORDER);
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      return new Mark(Math.min(taken, arrivals.size()));
    }

    @Override
    public UnboundedSource<Event, ?> getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }
}
