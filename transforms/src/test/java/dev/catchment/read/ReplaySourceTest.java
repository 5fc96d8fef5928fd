package dev.catchment.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.junit.Test;

public class ReplaySourceTest {
  private static final int MINUTE = 60_000;
  private static final int COUNT = 5_000;

  @Test
  public void comesInAShuffledOrderWithAShareThatIsLate() throws IOException {
    List<String> order = new ArrayList<>();
    int late = 0;
    long before = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
    UnboundedReader<Event> reader = source(0.2, 1).createReader(options(), null);
    for (boolean more = reader.start(); more; more = reader.advance()) {
      Event event = reader.getCurrent();
      assertEquals(event.timestamp(), reader.getCurrentTimestamp().getMillis());
      long watermark = reader.getWatermark().getMillis();
      assertThat(watermark, greaterThan(before - 1));
      before = watermark;
      late += event.timestamp() < watermark ? 1 : 0;
      assertThat(watermark - event.timestamp(), lessThanOrEqualTo(ReplayEvents.LATEST.getMillis()));
      order.add(event.messageId());
    }
    assertEquals(BoundedWindow.TIMESTAMP_MAX_VALUE, reader.getWatermark());
    assertEquals(COUNT, order.stream().distinct().count());
    assertThat(order, not(order.stream().sorted().toList()));
    // Four in five of the share are late, nearly all of them by more than the disorder.
    assertThat((double) late / COUNT, closeTo(0.16, 0.02));
  }

  @Test
  public void withoutLateOnesNoneIsBehindTheWatermark() throws IOException {
    UnboundedReader<Event> reader = source(0, 1).createReader(options(), null);
    for (boolean more = reader.start(); more; more = reader.advance()) {
      assertFalse(reader.getCurrentTimestamp().isBefore(reader.getWatermark()));
    }
  }

  @Test
  public void goesOnWhereItWasInTheSameOrder() throws IOException {
    ReplaySource source = source(0.1, 5);
    List<String> all = ids(source.createReader(options(), null), Integer.MAX_VALUE);
    UnboundedReader<Event> first = source.createReader(options(), null);
    List<String> parts = ids(first, 1_234);
    parts.addAll(
        ids(
            source(0.1, 5).createReader(options(), (ReplaySource.Mark) first.getCheckpointMark()),
            Integer.MAX_VALUE));
    assertEquals(all, parts);
    assertThat(ids(source(0.1, 6).createReader(options(), null), COUNT), not(all));
  }

  private static List<String> ids(UnboundedReader<Event> reader, int limit) throws IOException {
    List<String> ids = new ArrayList<>();
    boolean more = reader.start();
    while (more) {
      ids.add(reader.getCurrent().messageId());
      more = ids.size() < limit && reader.advance();
    }
    return ids;
  }

  private static ReplaySource source(double late, long seed) {
    return new ReplaySource(ReplaySourceTest::events, EventCoder.of(Schema.empty()), late, seed);
  }

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int id = 0; id < COUNT; id++) {
      events.add(
          new Event(
              "m" + (100_000 + id),
              Event.Type.TRACK,
              null,
              (long) id * MINUTE,
              "web",
              "web",
              Consent.GRANTED,
              List.of(),
              Values.of()));
    }
    return events;
  }

  private static org.apache.beam.sdk.options.PipelineOptions options() {
    return PipelineOptionsFactory.create();
  }
}
