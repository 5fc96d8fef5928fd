package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.generate.stream.Plant.Effect;
import java.util.List;

/**
 * Readings of thermometers: a level of each, 5 degrees up and down with the day, and noise that
 * drifts. The amount of an event is its temperature.
 */
final class SensorsScene implements Scene {
  private static final String RANGE = "out_of_range";
  private static final String STUCK = "stuck";
  private static final String SHIFT = "level_shift";
  private static final List<Plant> PLANTS =
      List.of(
          new Plant(RANGE, Effect.VALUES, true, 150),
          new Plant(STUCK, Effect.VALUES, true, 0),
          new Plant(SHIFT, Effect.VALUES, true, 8),
          new Plant("silence", Effect.SILENCE, true, 0));
  private static final double DAY = 86_400_000;

  private final StreamSpec spec;
  private final double[] level;
  private final double[] noise;
  private final long[] last;

  SensorsScene(StreamSpec spec) {
    this.spec = spec;
    this.level = new double[spec.keys()];
    this.noise = new double[spec.keys()];
    this.last = new long[spec.keys()];
    for (int key = 0; key < spec.keys(); key++) {
      level[key] = Draws.of(spec.seed(), Purpose.KEYS, key).uniform(15, 30);
      last[key] = Math.round(100 * level[key]);
    }
  }

  @Override
  public String key(int key) {
    return "sensor-" + key;
  }

  @Override
  public List<Plant> plants() {
    return PLANTS;
  }

  @Override
  public long write(JsonText json, int key, long number, long time, Draws draws, Anomaly anomaly) {
    noise[key] = 0.9 * noise[key] + 0.1 * draws.gaussian();
    double day = 5 * StrictMath.sin(2 * StrictMath.PI * (time % DAY / DAY - 0.4));
    double value = level[key] + day + noise[key];
    if (anomaly != null && anomaly.is(RANGE)) {
      value = anomaly.plant().factor() + noise[key];
    } else if (anomaly != null && anomaly.is(SHIFT)) {
      value += anomaly.plant().factor();
    }
    if (anomaly == null || !anomaly.is(STUCK)) {
      last[key] = Math.round(100 * value);
    }
    json.raw("{\"id\":\"m-").hex(Draws.scramble(spec.seed(), number));
    json.raw("\",\"sensor\":\"").raw(key(key)).raw("\",\"timestamp\":").timestamp(time);
    json.raw(",\"temperature\":").hundredths(last[key]).raw("}");
    return last[key];
  }
}
