package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.store.Days;
import dev.catchment.pipelines.stream.StreamOptions;
import dev.catchment.pipelines.watch.ListenAddress;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link CollectJob}. */
public interface CollectOptions
    extends ConfigOptions, StreamOptions, OverwriteOptions, StreamingOptions {
  @Override
  @Description(
      "The files of a source, as SOURCE=GLOB, once for each source; GLOB alone where the"
          + " configuration has one source. Replaces the input of the configuration.")
  @Parameter(
      label = "Input files",
      group = Parameter.Group.INPUT,
      example = "orders=data/orders/*.csv",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "SOURCE=GLOB, or GLOB alone")
  List<String> getInput();

  @Override
  void setInput(List<String> value);

  @Description(
      "The directory of the event store, to which this run adds a batch; it gets events, rejected,"
          + " batches, report.html and summary.json.")
  @Validation.Required
  @Parameter(
      label = "Store",
      group = Parameter.Group.OUTPUT,
      example = "store",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Override
  @Description(
      "Whether all that the store holds is replaced; without it, the run adds a batch to it.")
  @Default.Boolean(false)
  @Parameter(label = "Replace the whole store", group = Parameter.Group.OUTPUT, example = "true")
  boolean getOverwrite();

  @Override
  void setOverwrite(boolean value);

  @Description(
      "The days of event time, in UTC, whose earlier events are replaced by those of this run, as"
          + " dt=2026-01-31 or dt=2026-01-01..2026-01-31; records of other days are left out.")
  @Parameter(
      label = "Days to replace",
      group = Parameter.Group.OUTPUT,
      example = "dt=2026-01-31",
      regex = Days.REGEX,
      wanted = Days.WANTED)
  String getReplace();

  void setReplace(String value);

  @Description(
      "Shows so many records of each source beside the events that they become, and writes nothing;"
          + " without it, the sources are collected.")
  @Parameter(
      label = "Records to show",
      group = Parameter.Group.OUTPUT,
      example = "20",
      min = 1,
      max = 1000,
      insteadOf = "output")
  Integer getPreview();

  void setPreview(Integer value);

  @Description(
      "How often what is new in the topics is added to the store as a batch, until the job is"
          + " stopped: 30s, 5m, 1h or 7d; without it, the job adds one batch and ends.")
  @Parameter(
      label = "Time between batches",
      group = Parameter.Group.METHOD,
      example = "1m",
      regex = "[0-9]{1,9}(ms|s|m|h|d)",
      wanted = "a span of time, as 30s, 5m, 1h or 7d")
  String getEvery();

  void setEvery(String value);

  @Override
  @Description(
      "Whether the sources are collected as their records come, until the job is stopped: into"
          + " --to, and not into a store, which --every is for.")
  @Parameter(
      label = "As records come",
      group = Parameter.Group.METHOD,
      example = "true",
      insteadOf = "output")
  boolean isStreaming();

  @Override
  void setStreaming(boolean value);

  @Description(
      "With --streaming, where events go: kafka://HOST:PORT/TOPIC, a webhook as"
          + " https://HOST/PATH, pubsub://PROJECT/TOPIC, or a directory for files of JSON"
          + " lines.")
  @Parameter(
      label = "Destination of events",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/events",
      inTemplate = false)
  String getTo();

  void setTo(String value);

  @Override
  @Description(
      "With --streaming, where rejected records go, each with its reason: kafka://HOST:PORT/TOPIC,"
          + " or a directory for files of JSON lines; without it they are counted and left.")
  @Parameter(
      label = "Destination of rejected records",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/rejected",
      inTemplate = false)
  String getRejected();

  @Override
  void setRejected(String value);

  @Override
  @Description(
      "With --streaming, a Java properties file with settings of the Kafka clients that write, such"
          + " as those of their security; workers must be able to read it.")
  @Parameter(
      label = "Settings of Kafka destinations",
      group = Parameter.Group.OUTPUT,
      example = "client.properties",
      inTemplate = false)
  String getKafkaSettings();

  @Override
  void setKafkaSettings(String value);

  @Description(
      "With --streaming, where the results of the sections expect go, one message for each window"
          + " of event time: kafka://HOST:PORT/TOPIC, or a directory; without it they are not"
          + " measured.")
  @Parameter(
      label = "Destination of results of expectations",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/quality",
      inTemplate = false)
  String getExpectations();

  void setExpectations(String value);

  @Override
  @Description(
      "With --streaming, the port at which the job gives its metrics as OpenMetrics text, at the"
          + " path /metrics: of the loopback interface, or as ADDRESS:PORT of another; 0 for any"
          + " that is free.")
  @Parameter(
      label = "Port of the metrics",
      group = Parameter.Group.OBSERVATION,
      example = "9464",
      regex = ListenAddress.FORM,
      wanted = "a port, or ADDRESS:PORT",
      inTemplate = false)
  String getMetricsPort();

  @Override
  void setMetricsPort(String value);

  @Override
  @Description(
      "With --streaming, the port at which the job shows a page with its metrics: of the loopback"
          + " interface, or as ADDRESS:PORT of another; 0 for any that is free.")
  @Parameter(
      label = "Port of the live page",
      group = Parameter.Group.OBSERVATION,
      example = "8080",
      regex = ListenAddress.FORM,
      wanted = "a port, or ADDRESS:PORT",
      inTemplate = false)
  String getWatch();

  @Override
  void setWatch(String value);

  @Description("The span of these windows: 30s, 5m, 1h or 7d.")
  @Default.String("1h")
  @Parameter(
      label = "Window of expectations",
      group = Parameter.Group.METHOD,
      example = "15m",
      regex = "[0-9]{1,9}(ms|s|m|h|d)",
      wanted = "a span of time, as 30s, 5m, 1h or 7d",
      inTemplate = false)
  String getExpectEvery();

  void setExpectEvery(String value);

  @Description(
      "The greatest share of the records that may be rejected, 0 to 1; above it the job ends with"
          + " exit status 3, its output in place; a Dataflow"
          + " template, which has no exit status, ends well.")
  @Default.Double(0.5)
  @Parameter(
      label = "Greatest share of rejected records",
      group = Parameter.Group.LIMITS,
      example = "0.01",
      min = 0,
      max = 1)
  double getMaxRejected();

  void setMaxRejected(double value);
}
