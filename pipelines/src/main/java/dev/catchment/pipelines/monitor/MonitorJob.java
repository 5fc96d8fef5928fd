package dev.catchment.pipelines.monitor;

import dev.catchment.detect.Detector;
import dev.catchment.detect.DetectorException;
import dev.catchment.detect.Detectors;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.PipelineWork;
import dev.catchment.pipelines.RefusedOptions;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.MonitorPlan;
import dev.catchment.pipelines.stream.Destination;
import dev.catchment.read.InputException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Watches the streams of a configuration and raises alerts, or counts those that there would have
 * been in files, or judges series of files; see {@code docs/jobs/monitor.md}.
 */
public final class MonitorJob implements PipelineJob<MonitorOptions> {
  static final String NAME = "monitor";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "watches streams or series for what is unusual, and raises alerts";
  }

  @Override
  public String writes() {
    return "To the destinations: alerts as they open and end, and where it is asked for the values "
        + "of metrics and rejected records. Of series, into the output folder: each under its "
        + "name, with the columns timestamp, value, anomaly_score and alert; rejected, the rows "
        + "that are no values; report.html, to look at; and summary.json. Of a backtest with a "
        + "configuration: rejected, report.html and summary.json.";
  }

  @Override
  public Class<MonitorOptions> options() {
    return MonitorOptions.class;
  }

  @Override
  public boolean isLive(MonitorOptions options) {
    return options.getConfig() != null;
  }

  @Override
  public PipelineWork plan(MonitorOptions options, Instant start) {
    check(options);
    return options.getConfig() == null ? series(options, start) : watched(options, start);
  }

  private static PipelineWork watched(MonitorOptions options, Instant start) {
    ConfigFile config = ConfigFile.read(options.getConfig());
    EventPlan events = EventPlan.of(config);
    MonitorPlan monitors = MonitorPlan.of(config, events.fields());
    Sources sources =
        Sources.of(config, events, options.getInput(), options.getKey(), Map.of(), start, options);
    if (options.getBacktest()) {
      return new BacktestTask(options, ended(sources).live(options), monitors);
    }
    return live(options, sources.live(options), monitors);
  }

  private static Sources ended(Sources sources) {
    Stream.concat(
            sources.topics().bySource().keySet().stream(),
            sources.subscriptions().bySource().keySet().stream())
        .findFirst()
        .ifPresent(
            source -> {
              throw new UsageException(
                  "--backtest looks at files, and source %s is none; name some with --input=%s=GLOB"
                      .formatted(source, source));
            });
    return sources;
  }

  private static MonitorTask live(MonitorOptions options, Sources sources, MonitorPlan monitors) {
    return new MonitorTask(
        sources,
        monitors,
        Destination.of(options.getAlerts(), options),
        Optional.ofNullable(options.getValues()).map(place -> Destination.of(place, options)),
        Optional.ofNullable(options.getRejected()).map(place -> Destination.of(place, options)));
  }

  /** Checks that no option is given, or left out, that means nothing for what is asked for. */
  private static void check(MonitorOptions options) {
    boolean isWatched = options.getConfig() != null;
    boolean isLive = isWatched && !options.getBacktest();
    if (isWatched) {
      RefusedOptions.thatAreFor("series, which are files without a configuration")
          .but("leave it, or --config, out")
          .refuse("settings", options.getSettings());
    }
    if (isLive) {
      RefusedOptions.thatAreFor("series, or for --backtest")
          .but("add that, or leave it out")
          .refuse("output", options.getOutput())
          .refuse("overwrite", options.getOverwrite());
    } else {
      RefusedOptions live =
          isWatched
              ? new RefusedOptions("a live job, and --backtest only counts", "leave one out")
              : new RefusedOptions(
                  "the monitors of a configuration",
                  "name one with --config=FILE, or leave it out");
      live.refuse("alerts", options.getAlerts())
          .refuse("values", options.getValues())
          .refuse("rejected", options.getRejected())
          .refuse("kafkaSettings", options.getKafkaSettings())
          .refuse("webhookSecret", options.getWebhookSecret())
          .refuse("key", isWatched ? null : options.getKey())
          .refuse("metricsPort", options.getMetricsPort())
          .refuse("watch", options.getWatch());
    }
    if (isLive && options.getAlerts() == null) {
      throw new UsageException(
          "say where alerts go with --alerts=kafka://HOST:PORT/TOPIC or --alerts=DIR");
    }
    if (!isWatched && options.getInput() == null) {
      throw new UsageException(
          "name a configuration with --config=FILE, or files of series with --input='metrics/**/*.csv'");
    }
    if (!isWatched && options.getInput().size() > 1) {
      throw new UsageException(
          "--input: series are named by one pattern, such as 'metrics/**/*.csv', and %d are given"
              .formatted(options.getInput().size()));
    }
    if (!isLive && options.getOutput() == null) {
      throw new UsageException(
          isWatched
              ? "say where the counts of the backtest go with --output=DIR"
              : "say where the judged series go with --output=DIR");
    }
  }

  private static SeriesTask series(MonitorOptions options, Instant start) {
    Detector<?> detector = detector(options);
    try {
      List<SeriesFile> files =
          SeriesFile.find(
              options.getInput().get(0), List.of(options.getTimestamp(), options.getValue()));
      return new SeriesTask(options, files, detector, start);
    } catch (InputException e) {
      throw new UsageException("--input: " + e.getMessage(), e);
    }
  }

  private static Detector<?> detector(MonitorOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting :
        options.getSettings() == null ? List.<String>of() : options.getSettings()) {
      int sign = setting.indexOf('=');
      if (sign <= 0) {
        throw new UsageException(
            "--settings: %s is not NAME=VALUE, such as limit=6".formatted(setting));
      }
      settings.put(setting.substring(0, sign).strip(), setting.substring(sign + 1).strip());
    }
    try {
      Detector<?> detector = Detectors.of(options.getDetector(), settings);
      if (detector.width() != 1) {
        throw new UsageException(
            "--detector=%s judges several values together; a series has one"
                .formatted(options.getDetector()));
      }
      return detector;
    } catch (DetectorException e) {
      String option = e.setting().isEmpty() ? "--detector: " : "--settings: ";
      throw new UsageException(option + e.getMessage(), e);
    }
  }
}
