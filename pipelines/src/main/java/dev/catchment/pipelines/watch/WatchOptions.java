package dev.catchment.pipelines.watch;

import dev.catchment.pipelines.Parameter;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where a live job shows itself while it runs; see {@code docs/observability.md}. */
public interface WatchOptions extends PipelineOptions {
  @Description(
      "The port at which the job gives its metrics as OpenMetrics text, at the path /metrics: of the"
          + " loopback interface, or as ADDRESS:PORT of another; 0 for any that is free.")
  @Parameter(
      label = "Port of the metrics",
      group = Parameter.Group.OBSERVATION,
      example = "9464",
      regex = ListenAddress.FORM,
      wanted = "a port, or ADDRESS:PORT")
  String getMetricsPort();

  void setMetricsPort(String value);

  @Description(
      "The port at which the job shows a page with its metrics, its alerts and the changes of its"
          + " audiences as they come: of the loopback interface, or as ADDRESS:PORT of another; 0 for"
          + " any that is free. Whoever reaches it sees what the job writes.")
  @Parameter(
      label = "Port of the live page",
      group = Parameter.Group.OBSERVATION,
      example = "8080",
      regex = ListenAddress.FORM,
      wanted = "a port, or ADDRESS:PORT")
  String getWatch();

  void setWatch(String value);
}
