package dev.catchment.pipelines.plan;

import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.config.Spans;
import java.time.Duration;

/**
 * How a live job reads a source.
 *
 * @param from where a topic is begun
 * @param delay how long records that arrive out of order are waited for
 * @param ahead how long before it happened the record of an event may have arrived
 * @param horizon how long after an event repeats of it are looked for
 */
public record StreamPlan(String from, Duration delay, Duration ahead, Duration horizon) {
  /** The plan of a source. */
  static StreamPlan of(CatchmentConfig.Source source) {
    return new StreamPlan(
        source.kafka().from(),
        Spans.of(source.stream().delay()),
        Spans.of(source.stream().ahead()),
        Spans.of(source.stream().horizon()));
  }
}
