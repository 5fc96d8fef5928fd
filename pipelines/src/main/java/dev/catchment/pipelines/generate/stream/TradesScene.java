package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.generate.stream.Plant.Effect;
import java.util.List;

/**
 * Trades of symbols: each price walks at random around its level and is drawn back to it; sizes are
 * log-normal. A price jump moves the level for good. The amount of an event is its size.
 */
final class TradesScene implements Scene {
  private static final String JUMP = "price_jump";
  private static final String VOLUME = "volume_spike";
  private static final List<Plant> PLANTS =
      List.of(
          new Plant(JUMP, Effect.VALUES, true, 1.08),
          new Plant(VOLUME, Effect.VALUES, true, 20),
          new Plant("silence", Effect.SILENCE, true, 0));
  private static final int LETTERS = 26;

  private final StreamSpec spec;
  private final double[] level;
  private final double[] price;
  private Anomaly jumped;

  TradesScene(StreamSpec spec) {
    this.spec = spec;
    this.level = new double[spec.keys()];
    this.price = new double[spec.keys()];
    for (int key = 0; key < spec.keys(); key++) {
      level[key] = Draws.of(spec.seed(), Purpose.KEYS, key).logNormal(80, 0.8);
      price[key] = level[key];
    }
  }

  /** Letters that count from AAAA on. */
  @Override
  public String key(int key) {
    char[] letters = {'A', 'A', 'A', 'A', 'A'};
    int rest = key;
    int used = key >= LETTERS * LETTERS * LETTERS * LETTERS ? letters.length : letters.length - 1;
    for (int place = used - 1; place >= 0; place--) {
      letters[place] = (char) ('A' + rest % LETTERS);
      rest /= LETTERS;
    }
    return new String(letters, 0, used);
  }

  @Override
  public List<Plant> plants() {
    return PLANTS;
  }

  @Override
  public long write(JsonText json, int key, long number, long time, Draws draws, Anomaly anomaly) {
    if (anomaly != null && anomaly.is(JUMP) && !anomaly.equals(jumped)) {
      jumped = anomaly;
      double factor = draws.chance(0.5) ? anomaly.plant().factor() : 1 / anomaly.plant().factor();
      level[key] *= factor;
      price[key] *= factor;
    }
    price[key] *= 1 + 0.0004 * draws.gaussian() + 0.01 * (level[key] / price[key] - 1);
    boolean isHeavy = anomaly != null && anomaly.is(VOLUME);
    long size =
        Math.max(1, Math.round(draws.logNormal(isHeavy ? 120 * anomaly.plant().factor() : 120, 1)));
    json.raw("{\"id\":\"m-").hex(Draws.scramble(spec.seed(), number));
    json.raw("\",\"symbol\":\"").raw(key(key)).raw("\",\"timestamp\":").timestamp(time);
    json.raw(",\"price\":").hundredths(Math.max(1, Math.round(100 * price[key])));
    json.raw(",\"size\":").number(size);
    json.raw(draws.chance(0.5) ? ",\"side\":\"buy\"}" : ",\"side\":\"sell\"}");
    return 100 * size;
  }
}
