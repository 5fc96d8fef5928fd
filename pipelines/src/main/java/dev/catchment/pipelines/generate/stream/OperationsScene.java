package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.generate.stream.Plant.Effect;
import java.util.List;

/**
 * Requests to services: each service has a latency of its own, log-normal around 20 to 200 ms, and
 * fails one request in 50 to 200. The amount of an event is its latency in milliseconds.
 */
final class OperationsScene implements Scene {
  private static final String ERRORS = "error_spike";
  private static final String LATENCY = "latency_shift";
  private static final List<Plant> PLANTS =
      List.of(
          new Plant(ERRORS, Effect.VALUES, true, 0.4),
          new Plant(LATENCY, Effect.VALUES, true, 6),
          new Plant("traffic_burst", Effect.BURST, true, 6),
          new Plant("silence", Effect.SILENCE, true, 0));
  private static final List<String> ENDPOINTS =
      List.of("/search", "/product", "/basket", "/checkout", "/login", "/account");

  private final StreamSpec spec;
  private final double[] latency;
  private final double[] errors;

  OperationsScene(StreamSpec spec) {
    this.spec = spec;
    this.latency = new double[spec.keys()];
    this.errors = new double[spec.keys()];
    for (int key = 0; key < spec.keys(); key++) {
      Draws draws = Draws.of(spec.seed(), Purpose.KEYS, key);
      latency[key] = 20 * StrictMath.pow(10, draws.uniform());
      errors[key] = draws.uniform(0.005, 0.02);
    }
  }

  @Override
  public String key(int key) {
    return "service-" + key;
  }

  @Override
  public List<Plant> plants() {
    return PLANTS;
  }

  @Override
  public long write(JsonText json, int key, long number, long time, Draws draws, Anomaly anomaly) {
    boolean isSlow = anomaly != null && anomaly.is(LATENCY);
    boolean isFailing = anomaly != null && anomaly.is(ERRORS);
    double median = latency[key] * (isSlow ? anomaly.plant().factor() : 1);
    long millis = Math.round(100 * draws.logNormal(median, 0.5));
    boolean fails = draws.chance(isFailing ? anomaly.plant().factor() : errors[key]);
    int status = fails ? 500 + draws.below(4) : draws.chance(0.03) ? 404 : 200;
    json.raw("{\"id\":\"m-").hex(Draws.scramble(spec.seed(), number));
    json.raw("\",\"service\":\"").raw(key(key)).raw("\",\"endpoint\":\"");
    json.raw(draws.pick(ENDPOINTS)).raw("\",\"timestamp\":").timestamp(time);
    json.raw(",\"status\":").number(status).raw(",\"latency_ms\":").hundredths(millis).raw("}");
    return millis;
  }
}
