package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import java.util.List;

/**
 * The plan of the anomalies: time is cut into spans, and in each but the first lies one anomaly.
 * Its kind, its key and its beginning are drawn from the seed and the number of the span alone.
 */
final class Anomalies {
  private final StreamSpec spec;
  private final List<Plant> plants;
  private long span = -1;
  private Anomaly planned;

  Anomalies(StreamSpec spec, List<Plant> plants) {
    this.spec = spec;
    this.plants = List.copyOf(plants);
  }

  /** The anomaly at a time, or null. */
  Anomaly at(double time) {
    if (spec.anomalyEvery() == 0 || plants.isEmpty()) {
      return null;
    }
    long now = (long) Math.floor(time / spec.anomalyEvery());
    if (now != span) {
      span = now;
      planned = now < 1 ? null : plan(now);
    }
    return planned != null && time >= planned.from() && time < planned.to() ? planned : null;
  }

  private Anomaly plan(long number) {
    Draws draws = Draws.of(spec.seed(), Purpose.ANOMALIES, number);
    Plant plant = draws.pick(plants);
    int key = plant.isOfOneKey() ? draws.below(spec.keys()) : -1;
    double from =
        number * spec.anomalyEvery() + draws.uniform() * (spec.anomalyEvery() - spec.anomalyFor());
    return new Anomaly(plant, key, from, from + spec.anomalyFor());
  }
}
