package dev.catchment.pipelines.monitor;

import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.stream.StreamOptions;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link MonitorJob}. */
public interface MonitorOptions extends StreamOptions {
  @Description(
      "Where alerts go: kafka://HOST:PORT/TOPIC, or a directory for files of JSON lines;"
          + " docs/formats/alerts.md describes them.")
  @Validation.Required
  @Parameter(
      label = "Destination of alerts",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/alerts")
  String getAlerts();

  void setAlerts(String value);

  @Description(
      "Where the values of all metrics go, window by window: kafka://HOST:PORT/TOPIC, or a"
          + " directory for files of JSON lines; without it they go nowhere.")
  @Parameter(
      label = "Destination of the values of metrics",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/values")
  String getValues();

  void setValues(String value);
}
