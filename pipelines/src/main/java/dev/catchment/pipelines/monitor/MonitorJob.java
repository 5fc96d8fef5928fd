package dev.catchment.pipelines.monitor;

import dev.catchment.detect.Detector;
import dev.catchment.detect.DetectorException;
import dev.catchment.detect.Detectors;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.InputException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Watches series for what is unusual; see {@code docs/jobs/monitor.md}. */
public final class MonitorJob implements PipelineJob<MonitorOptions> {
  @Override
  public String name() {
    return "monitor";
  }

  @Override
  public String summary() {
    return "watches series for what is unusual";
  }

  @Override
  public String writes() {
    return "Into the output folder: each series under its name, with the columns timestamp, value,"
        + " anomaly_score and alert; rejected, the rows that are no values; report.html, to look"
        + " at; and summary.json.";
  }

  @Override
  public Class<MonitorOptions> options() {
    return MonitorOptions.class;
  }

  @Override
  public Task plan(MonitorOptions options, Instant start) {
    Detector<?> detector = detector(options);
    try {
      List<SeriesFile> files =
          SeriesFile.find(
              options.getInput(), List.of(options.getTimestamp(), options.getValue()));
      return new SeriesTask(options, files, detector, start);
    } catch (InputException e) {
      throw new UsageException("--input: " + e.getMessage(), e);
    }
  }

  private static Detector<?> detector(MonitorOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : options.getSettings() == null ? List.<String>of() : options.getSettings()) {
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
