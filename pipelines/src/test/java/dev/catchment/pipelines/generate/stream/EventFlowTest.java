package dev.catchment.pipelines.generate.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import dev.catchment.pipelines.traffic.TrafficSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Test;

/** The messages of a stream, held against the truth about them. */
public class EventFlowTest {
  private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final StreamSpec PLAIN = StreamSpec.of(7, START, 50, 400, 20);

  /** A stream with all that can be wrong. */
  private static final StreamSpec DIRTY =
      new StreamSpec(
          7,
          START,
          400,
          50,
          TrafficSpec.parse("poisson"),
          20,
          0.5,
          0.02,
          0.1,
          0.05,
          90,
          0.03,
          50,
          20);

  private record Sent(Message message, JsonNode json) {
    double time() {
      return (Instant.parse(json.get("timestamp").textValue()).toEpochMilli() - START) / 1000.0;
    }

    String key() {
      return json.get("service").textValue();
    }
  }

  @Test
  public void theSameSpecificationGivesTheSameMessages() {
    List<String> once = texts(DIRTY);
    assertEquals(once, texts(DIRTY));
    assertNotEquals(
        once,
        texts(
            new StreamSpec(
                8,
                START,
                400,
                50,
                TrafficSpec.parse("poisson"),
                20,
                0.5,
                0.02,
                0.1,
                0.05,
                90,
                0.03,
                50,
                20)));
  }

  @Test
  public void aPlainStreamIsInOrderAndAtItsRate() {
    List<Sent> sent = sound(PLAIN);
    assertEquals(20_000, sent.size(), 1);
    Set<String> ids = new HashSet<>();
    double last = 0;
    for (Sent each : sent) {
      assertTrue(ids.add(each.json.get("id").textValue()));
      assertTrue(each.time() >= last);
      assertEquals(each.message.due(), each.time(), 0.0011);
      last = each.time();
    }
  }

  @Test
  public void messagesAreSentInTheOrderInWhichTheyAreDueAndInTime() {
    double last = 0;
    for (Message message : messages(new EventFlow(DIRTY, scene(DIRTY)))) {
      assertTrue(message.due() >= last && message.due() <= DIRTY.seconds());
      last = message.due();
    }
  }

  @Test
  public void theTruthCountsWhatWasSent() {
    EventFlow flow = new EventFlow(DIRTY, scene(DIRTY));
    List<Message> messages = messages(flow);
    StreamCounts counts = flow.truth().counts();
    Map<String, Integer> copies = new HashMap<>();
    Map<String, Long> byKey = new TreeMap<>();
    List<String> poison = new ArrayList<>();
    long late = 0;
    for (int number = 0; number < messages.size(); number++) {
      Message message = messages.get(number);
      if (message.poison() != null) {
        poison.add(number + "," + message.poison());
        continue;
      }
      Sent sent = new Sent(message, json(message));
      assertEquals(sent.key(), message.key());
      if (copies.merge(sent.json.get("id").textValue(), 1, Integer::sum) == 1) {
        byKey.merge(message.key(), 1L, Long::sum);
        late += message.due() - sent.time() > 5.01 ? 1 : 0;
      }
    }
    assertEquals(messages.size(), counts.messages());
    assertEquals(copies.size(), counts.events());
    assertEquals(copies.values().stream().mapToLong(count -> count - 1).sum(), counts.duplicates());
    assertEquals(
        counts.messages(),
        counts.events()
            + counts.duplicates()
            + counts.poison().values().stream().mapToLong(Long::longValue).sum());
    assertEquals(
        "those that end after the stream are early",
        (double) counts.late(),
        (double) late,
        0.05 * late);
    assertEquals(0.05 * counts.events(), (double) counts.late(), 0.01 * counts.events());
    assertEquals(0.03 * counts.messages(), poison.size(), 0.01 * counts.messages());
    assertEquals(poison, flow.truth().poisonFile().lines().skip(1).toList());
    Map<String, Long> told = new TreeMap<>();
    flow.truth()
        .keyFile()
        .lines()
        .skip(1)
        .map(row -> Splitter.on(',').splitToList(row))
        .forEach(row -> told.put(row.get(0), Long.valueOf(row.get(1))));
    assertEquals(byKey, told);
  }

  @Test
  public void poisonIsNoEvent() throws Exception {
    int invalidTimes = 0;
    for (Message message : messages(new EventFlow(DIRTY, scene(DIRTY)))) {
      if (message.poison() == null) {
        continue;
      }
      boolean isUtf8 = new String(message.value(), UTF_8).indexOf('\uFFFD') < 0;
      assertEquals(!isUtf8, message.poison().equals("invalid_utf8"));
      boolean isJson;
      try {
        JsonNode json = JSON.readTree(new String(message.value(), UTF_8));
        isJson = json.isObject();
        if (message.poison().equals("invalid_timestamp")) {
          assertEquals("yesterday", json.get("timestamp").textValue());
          invalidTimes++;
        }
      } catch (JsonProcessingException broken) {
        isJson = false;
      }
      assertEquals(!isJson, message.poison().equals("invalid_json"));
    }
    assertTrue(invalidTimes > 10);
  }

  @Test
  public void aHotKeyHasItsShare() {
    StreamSpec spec =
        new StreamSpec(
            7, START, 400, 50, TrafficSpec.parse("constant"), 20, 0.5, 0, 0, 0, 60, 0, 0, 1);
    List<Sent> sent = sound(spec);
    double hot = sent.stream().filter(each -> each.key().equals("service-0")).count();
    assertEquals(0.5 + 0.5 / 20, hot / sent.size(), 0.02);
  }

  @Test
  public void anomaliesAreSeenWhereTheTruthSaysAndNowhereElse() {
    StreamSpec spec =
        new StreamSpec(
            3, START, 4_000, 100, TrafficSpec.parse("poisson"), 5, 0, 0, 0, 0, 60, 0, 100, 40);
    EventFlow flow = new EventFlow(spec, scene(spec));
    List<Sent> sent =
        messages(flow).stream().map(message -> new Sent(message, json(message))).toList();
    Set<String> kinds = new HashSet<>();
    List<String> rows = flow.truth().anomalyFile().lines().skip(1).toList();
    assertEquals("one in each span but the first", 39, rows.size());
    for (String row : rows) {
      List<String> cells = Splitter.on(',').splitToList(row);
      double from = seconds(cells.get(2));
      kinds.add(cells.get(0));
      assertEquals(40, seconds(cells.get(3)) - from, 0.002);
      List<Sent> before = between(sent, cells.get(1), from - 40, from);
      List<Sent> during = between(sent, cells.get(1), from + 0.002, from + 39.99);
      switch (cells.get(0)) {
        case "silence" -> assertEquals(row, 0, during.size());
        case "traffic_burst" ->
            assertEquals(row, 6.0 * 40 * 100 / 5, during.size(), 6 * Math.sqrt(4_800));
        case "latency_shift" -> assertTrue(row, latency(during) > 3 * latency(before));
        case "error_spike" -> assertTrue(row, errors(during) > 0.25 && errors(before) < 0.1);
        default -> throw new AssertionError(row);
      }
    }
    assertEquals(Set.of("silence", "traffic_burst", "latency_shift", "error_spike"), kinds);
  }

  @Test
  public void whatWaitsIsSentWhenAStreamIsEnded() {
    EventFlow flow = new EventFlow(DIRTY, scene(DIRTY));
    long sent = 0;
    while (sent < 500) {
      flow.next();
      sent++;
    }
    flow.end();
    sent += messages(flow).size();
    StreamCounts counts = flow.truth().counts();
    assertEquals(sent, counts.messages());
    assertEquals(
        counts.messages(),
        counts.events()
            + counts.duplicates()
            + counts.poison().values().stream().mapToLong(Long::longValue).sum());
    assertTrue(sent < 2_000);
  }

  private static List<Sent> between(List<Sent> sent, String key, double from, double to) {
    return sent.stream()
        .filter(each -> each.key().equals(key) && each.time() >= from && each.time() < to)
        .toList();
  }

  private static double latency(List<Sent> sent) {
    return sent.stream()
        .mapToDouble(each -> each.json.get("latency_ms").asDouble())
        .average()
        .orElse(0);
  }

  private static double errors(List<Sent> sent) {
    return sent.stream()
        .mapToDouble(each -> each.json.get("status").asInt() >= 500 ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static double seconds(String time) {
    return (Instant.parse(time).toEpochMilli() - START) / 1000.0;
  }

  private static Scene scene(StreamSpec spec) {
    return StreamWorld.OPERATIONS.scene(spec);
  }

  private static List<Message> messages(EventFlow flow) {
    List<Message> messages = new ArrayList<>();
    for (Message message = flow.next(); message != null; message = flow.next()) {
      messages.add(message);
    }
    return messages;
  }

  private static List<String> texts(StreamSpec spec) {
    return messages(new EventFlow(spec, scene(spec))).stream()
        .map(message -> message.due() + message.key() + new String(message.value(), UTF_8))
        .toList();
  }

  private static List<Sent> sound(StreamSpec spec) {
    return messages(new EventFlow(spec, scene(spec))).stream()
        .map(message -> new Sent(message, json(message)))
        .toList();
  }

  private static JsonNode json(Message message) {
    try {
      return JSON.readTree(new String(message.value(), UTF_8));
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }
}
