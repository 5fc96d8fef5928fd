package dev.catchment.pipelines.generate.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** What the scenes write, with and without an anomaly of their values. */
public class ScenesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final StreamSpec SPEC = StreamSpec.of(5, 1_772_323_200_000L, 10, 10, 30_000);

  @Test
  public void everyMessageIsAnObjectWithItsKeyAndAnId() throws Exception {
    for (StreamWorld world : StreamWorld.values()) {
      Scene scene = world.scene(SPEC);
      Set<String> keys = new HashSet<>();
      for (int key = 0; key < 30_000; key++) {
        assertTrue(world + " " + key, keys.add(scene.key(key)));
      }
      for (JsonNode json : events(scene, 29_999, null, 50)) {
        assertTrue(world + " " + json, json.toString().contains('"' + scene.key(29_999) + '"'));
        assertTrue(json.get("id").textValue().matches("m-[0-9a-f]{16}"));
        assertEquals("2026-03-01T00:00:00.123Z", json.get("timestamp").textValue());
      }
    }
  }

  @Test
  public void aPriceJumpsOnceAndStays() throws Exception {
    Scene scene = StreamWorld.TRADES.scene(SPEC);
    double before = mean(events(scene, 3, null, 200), "price");
    double during = mean(events(scene, 3, anomaly(scene, "price_jump"), 200), "price");
    double after = mean(events(scene, 3, null, 200), "price");
    assertEquals(0.08, Math.abs(during / before - 1), 0.02);
    assertEquals(1, after / during, 0.02);
  }

  @Test
  public void aVolumeSpikeMultipliesSizes() throws Exception {
    Scene scene = StreamWorld.TRADES.scene(SPEC);
    double before = mean(events(scene, 3, null, 500), "size");
    double during = mean(events(scene, 3, anomaly(scene, "volume_spike"), 500), "size");
    assertEquals(20, during / before, 8);
  }

  @Test
  public void sensorsGetStuckShiftAndLeaveTheirRange() throws Exception {
    Scene scene = StreamWorld.SENSORS.scene(SPEC);
    double before = mean(events(scene, 3, null, 300), "temperature");
    assertEquals(
        1,
        events(scene, 3, anomaly(scene, "stuck"), 50).stream()
            .map(json -> json.get("temperature").asDouble())
            .distinct()
            .count());
    assertEquals(
        before + 8, mean(events(scene, 3, anomaly(scene, "level_shift"), 300), "temperature"), 1);
    assertEquals(150, mean(events(scene, 3, anomaly(scene, "out_of_range"), 50), "temperature"), 2);
  }

  @Test
  public void campaignsGetDearAndBarren() throws Exception {
    Scene scene = StreamWorld.CAMPAIGNS.scene(SPEC);
    double before = mean(events(scene, 3, null, 3_000), "cost");
    double during = mean(events(scene, 3, anomaly(scene, "spend_spike"), 3_000), "cost");
    assertEquals(8, during / before, 2);
    assertTrue(orders(events(scene, 3, null, 3_000)) > 5);
    assertEquals(0, orders(events(scene, 3, anomaly(scene, "conversion_drop"), 3_000)));
  }

  private static long orders(List<JsonNode> events) {
    return events.stream().filter(json -> json.get("kind").textValue().equals("order")).count();
  }

  private static Anomaly anomaly(Scene scene, String kind) {
    Plant plant =
        scene.plants().stream().filter(each -> each.kind().equals(kind)).findFirst().orElseThrow();
    return new Anomaly(plant, 3, 100, 200);
  }

  private static double mean(List<JsonNode> events, String field) {
    return events.stream().mapToDouble(json -> json.get(field).asDouble()).average().orElse(0);
  }

  private static List<JsonNode> events(Scene scene, int key, Anomaly anomaly, int count)
      throws Exception {
    JsonText text = new JsonText();
    Draws draws = Draws.of(1, Purpose.STREAM, count);
    List<JsonNode> events = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      scene.write(text.begin(), key, number, SPEC.start() + 123, draws, anomaly);
      events.add(JSON.readTree(new String(text.toBytes(), UTF_8)));
    }
    return events;
  }
}
