package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.generate.stream.Plant.Effect;
import java.util.List;

/**
 * What advertising campaigns bring and cost: impressions, one in 5 to 15 a click that is paid for,
 * and of clicks one in 3 to 10 an order. The amount of an event is its cost.
 */
final class CampaignsScene implements Scene {
  private static final String SPEND = "spend_spike";
  private static final String DROP = "conversion_drop";
  private static final List<Plant> PLANTS =
      List.of(
          new Plant(SPEND, Effect.VALUES, true, 8),
          new Plant(DROP, Effect.VALUES, true, 0),
          new Plant("traffic_burst", Effect.BURST, true, 6),
          new Plant("silence", Effect.SILENCE, true, 0));

  private final StreamSpec spec;
  private final double[] cost;
  private final double[] clicks;
  private final double[] orders;

  CampaignsScene(StreamSpec spec) {
    this.spec = spec;
    this.cost = new double[spec.keys()];
    this.clicks = new double[spec.keys()];
    this.orders = new double[spec.keys()];
    for (int key = 0; key < spec.keys(); key++) {
      Draws draws = Draws.of(spec.seed(), Purpose.KEYS, key);
      cost[key] = draws.logNormal(60, 0.5);
      clicks[key] = 1 / draws.uniform(5, 15);
      orders[key] = 1 / draws.uniform(3, 10);
    }
  }

  @Override
  public String key(int key) {
    return "campaign-" + key;
  }

  @Override
  public List<Plant> plants() {
    return PLANTS;
  }

  @Override
  public long write(JsonText json, int key, long number, long time, Draws draws, Anomaly anomaly) {
    boolean isDear = anomaly != null && anomaly.is(SPEND);
    boolean isBarren = anomaly != null && anomaly.is(DROP);
    boolean isClick = draws.chance(clicks[key]);
    boolean isOrder = isClick && draws.chance(orders[key]) && !isBarren;
    double pence = isClick ? draws.logNormal(cost[key], 0.3) : 0;
    long paid = Math.round(isDear ? pence * anomaly.plant().factor() : pence);
    json.raw("{\"id\":\"m-").hex(Draws.scramble(spec.seed(), number));
    json.raw("\",\"campaign\":\"").raw(key(key)).raw("\",\"timestamp\":").timestamp(time);
    json.raw(",\"kind\":\"").raw(isOrder ? "order" : isClick ? "click" : "impression");
    json.raw("\",\"cost\":").hundredths(paid);
    if (isOrder) {
      json.raw(",\"revenue\":").hundredths(Math.round(draws.logNormal(4_500, 0.6)));
    }
    json.raw("}");
    return paid;
  }
}
