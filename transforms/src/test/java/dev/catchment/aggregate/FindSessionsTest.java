package dev.catchment.aggregate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.catchment.model.CoderLaws;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import dev.catchment.model.Session;
import dev.catchment.model.Values;
import dev.catchment.shuffle.CombineFnLaws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.Rule;
import org.junit.Test;

public class FindSessionsTest {
  private static final long GAP = 30;

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void sessionsAreThoseOfTheTwin() {
    Random random = new Random(20260131);
    List<KV<String, Event>> events = new ArrayList<>();
    for (int index = 0; index < 400; index++) {
      events.add(
          KV.of(
              "p" + random.nextInt(5),
              event(random.nextBoolean() ? "web" : "app", random.nextInt(3_000))));
    }
    PAssert.that(
            pipeline
                .apply(
                    Create.of(events)
                        .withCoder(KvCoder.of(StringUtf8Coder.of(), EventCoder.of(Schema.empty()))))
                .apply(FindSessions.withGap(Duration.ofMillis(GAP))))
        .containsInAnyOrder(twin(events));
    pipeline.run();
  }

  /** Walks through the sorted events of each person and channel. */
  private static List<Session> twin(List<KV<String, Event>> events) {
    Map<String, List<KV<String, Event>>> groups = new TreeMap<>();
    events.stream()
        .sorted(Comparator.comparingLong(event -> event.getValue().timestamp()))
        .forEach(
            event ->
                groups
                    .computeIfAbsent(
                        event.getKey() + event.getValue().channel(), unused -> new ArrayList<>())
                    .add(event));
    List<Session> sessions = new ArrayList<>();
    for (List<KV<String, Event>> group : groups.values()) {
      int number = 0;
      for (int from = 0, to; from < group.size(); from = to) {
        to = from + 1;
        while (to < group.size() && time(group, to) - time(group, to - 1) < GAP) {
          to++;
        }
        number++;
        sessions.add(
            new Session(
                group.get(0).getKey(),
                group.get(0).getValue().channel(),
                number,
                time(group, from),
                time(group, to - 1),
                to - from));
      }
    }
    return sessions;
  }

  private static long time(List<KV<String, Event>> group, int place) {
    return group.get(place).getValue().timestamp();
  }

  private static Event event(String channel, long time) {
    return new Event(
        "m",
        Event.Type.TRACK,
        null,
        time,
        channel,
        "source",
        Consent.UNKNOWN,
        List.of(),
        Values.of());
  }

  @Test
  public void aGapEndsASession() {
    assertEquals(List.of(0L, 29L, 2L), spans(0, 29));
    assertEquals(List.of(0L, 0L, 1L, 30L, 30L, 1L), spans(0, 30));
    assertEquals("one between joins them", List.of(0L, 40L, 3L), spans(40, 0, 20));
    assertEquals("equal times", List.of(5L, 5L, 2L), spans(5, 5));
    assertEquals(List.of(), spans());
  }

  @Test
  public void spansFollowTheLawsOfCombining() throws Exception {
    Random random = new Random(5);
    List<Long> times = new ArrayList<>();
    for (int index = 0; index < 60; index++) {
      times.add((long) random.nextInt(3_000));
    }
    CombineFnLaws.check(new SessionSpans(GAP), times, new SessionSpans.SpansCoder());
  }

  @Test
  public void spansKeepTheirByteFormat() throws Exception {
    assertEquals(
        "02000a04be010002",
        HexFormat.of()
            .formatHex(
                CoderLaws.encode(
                    new SessionSpans.SpansCoder(), new long[] {0, 5, 2, 100, 100, 1})));
  }

  @Test
  public void noGapIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> FindSessions.withGap(Duration.ZERO));
  }

  private static List<Long> spans(long... times) {
    SessionSpans fn = new SessionSpans(GAP);
    long[] sessions = fn.createAccumulator();
    for (long time : times) {
      sessions = fn.addInput(sessions, time);
    }
    return fn.extractOutput(sessions);
  }
}
