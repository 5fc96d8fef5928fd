package dev.catchment.pipelines.monitor;

import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.PipelineWork;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.MonitorPlan;
import dev.catchment.pipelines.stream.Destination;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Watches streams and raises alerts; see {@code docs/jobs/monitor.md}. */
public final class MonitorJob implements PipelineJob<MonitorOptions> {
  static final String NAME = "monitor";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "watches streams for what is unusual, and raises alerts";
  }

  @Override
  public String writes() {
    return "To the destinations: alerts as they open and end, and where it is asked for the values "
        + "of metrics and rejected records.";
  }

  @Override
  public Class<MonitorOptions> options() {
    return MonitorOptions.class;
  }

  @Override
  public boolean isLive(MonitorOptions options) {
    return true;
  }

  @Override
  public PipelineWork plan(MonitorOptions options, Instant start) {
    ConfigFile config = ConfigFile.read(options.getConfig());
    EventPlan events = EventPlan.of(config);
    MonitorPlan monitors = MonitorPlan.of(config, events.fields());
    Sources sources =
        Sources.of(config, events, options.getInput(), options.getKey(), Map.of(), start, options);
    return new MonitorTask(
        sources,
        monitors,
        destination(options.getAlerts(), options),
        Optional.ofNullable(options.getValues()).map(place -> destination(place, options)),
        Optional.ofNullable(options.getRejected()).map(place -> destination(place, options)));
  }

  private static Destination destination(String address, MonitorOptions options) {
    return Destination.of(
        address, options.getKafkaSettings() == null ? "" : options.getKafkaSettings());
  }
}
