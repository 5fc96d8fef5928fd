package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.RefusedOptions;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.Spans;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.stream.Destination;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.joda.time.Duration;

/** Plans to collect sources as their records come. */
final class LiveCollect {
  private LiveCollect() {}

  /**
   * Checks that no option is given that means nothing for what is asked for.
   *
   * @throws UsageException when one is
   */
  static void check(CollectOptions options) {
    if (options.isStreaming()) {
      RefusedOptions.thatAreFor(
              "collecting into a store, which a stream enters by --every=1m in the place of --streaming")
          .but("leave one out")
          .refuse("output", options.getOutput())
          .refuse("replace", options.getReplace())
          .refuse("preview", options.getPreview())
          .refuse("overwrite", options.getOverwrite())
          .refuse("every", options.getEvery());
    } else {
      RefusedOptions.thatAreFor("--streaming")
          .but("add that, or leave it out")
          .refuse("to", options.getTo())
          .refuse("rejected", options.getRejected())
          .refuse("expectations", options.getExpectations())
          .refuse("kafkaSettings", options.getKafkaSettings())
          .refuse("webhookSecret", options.getWebhookSecret())
          .refuse("metricsPort", options.getMetricsPort())
          .refuse("watch", options.getWatch());
    }
    if (options.getEvery() != null) {
      checkRounds(options);
    }
  }

  private static void checkRounds(CollectOptions options) {
    RefusedOptions.thatAreFor("one run, and --every starts one after another")
        .but("leave one out")
        .refuse("replace", options.getReplace())
        .refuse("preview", options.getPreview())
        .refuse("overwrite", options.getOverwrite());
    if (Spans.of(options.getEvery()).isZero()) {
      throw new UsageException(
          "--every=%s is no time at all; give a longer one".formatted(options.getEvery()));
    }
  }

  /** The work; throws {@link UsageException} when it cannot start. */
  static LiveCollectTask plan(CollectOptions options, Instant start) {
    if (options.getTo() == null) {
      throw new UsageException(
          "--streaming has no store to write into; say where events go with"
              + " --to=kafka://HOST:PORT/TOPIC or --to=DIR, or collect into a store with"
              + " --output=DIR --every=1m in its place");
    }
    ConfigFile config = ConfigFile.read(options.getConfig());
    EventPlan plan = EventPlan.of(config);
    Sources sources =
        Sources.of(config, plan, options.getInput(), options.getKey(), Map.of(), start, options)
            .live(options);
    if (options.getExpectations() != null && sources.expectations().isEmpty()) {
      throw new UsageException(
          "--expectations: no source of the configuration has a section expect; add one, or leave"
              + " the option out");
    }
    return new LiveCollectTask(
        sources,
        Destination.of(options.getTo(), options),
        Optional.ofNullable(options.getRejected()).map(place -> Destination.of(place, options)),
        Optional.ofNullable(options.getExpectations()).map(place -> Destination.of(place, options)),
        Duration.millis(Spans.of(options.getExpectEvery()).toMillis()));
  }
}
