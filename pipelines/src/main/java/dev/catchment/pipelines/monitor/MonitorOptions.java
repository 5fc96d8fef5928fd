package dev.catchment.pipelines.monitor;

import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.stream.StreamOptions;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** The options of {@link MonitorJob}. */
public interface MonitorOptions extends StreamOptions, OverwriteOptions {
  @Description(
      "The configuration file (YAML), whose monitors watch its sources; docs/configuration.md"
          + " explains it. Without it, the input is series: CSV files whose values are judged as"
          + " they are.")
  @Parameter(
      label = "Configuration",
      group = Parameter.Group.INPUT,
      example = "catchment.yaml",
      kind = Parameter.Kind.INPUT_FILE)
  String getConfig();

  void setConfig(String value);

  @Override
  @Description(
      "With --config, the topic, the subscription or the files of a source, as"
          + " SOURCE=kafka://HOST:PORT/TOPIC, SOURCE=pubsub://PROJECT/SUBSCRIPTION or SOURCE=GLOB,"
          + " once for each source; the address alone where the configuration has one source."
          + " Without, CSV files with a header, one series each, by name or pattern; ** stands for"
          + " any folders.")
  @Parameter(
      label = "Input topics or files",
      group = Parameter.Group.INPUT,
      example = "metrics/**/*.csv",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "SOURCE=ADDRESS, or ADDRESS alone")
  List<String> getInput();

  @Override
  void setInput(List<String> value);

  @Description(
      "With --config, where alerts go: kafka://HOST:PORT/TOPIC, a webhook as"
          + " https://HOST/PATH, pubsub://PROJECT/TOPIC, or a directory for files of JSON"
          + " lines; docs/formats/alerts.md describes them.")
  @Parameter(
      label = "Destination of alerts",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/alerts")
  String getAlerts();

  void setAlerts(String value);

  @Description(
      "With --config, where the values of all metrics go, window by window: kafka://HOST:PORT/TOPIC,"
          + " or a directory for files of JSON lines; without it they go nowhere.")
  @Parameter(
      label = "Destination of the values of metrics",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/values")
  String getValues();

  void setValues(String value);

  @Description("Of series: the column of the times.")
  @Default.String("timestamp")
  @Parameter(label = "Time column", group = Parameter.Group.INPUT, example = "time")
  String getTimestamp();

  void setTimestamp(String value);

  @Description("Of series: the column of the values.")
  @Default.String("value")
  @Parameter(label = "Value column", group = Parameter.Group.INPUT, example = "cpu")
  String getValue();

  void setValue(String value);

  @Description(
      "Of series: the detector that judges each; see docs/jobs/monitor.md for all of them.")
  @Default.String("novelty")
  @Parameter(
      label = "Detector",
      group = Parameter.Group.METHOD,
      example = "zscore",
      regex = "[a-z]+",
      wanted = "the name of a detector")
  String getDetector();

  void setDetector(String value);

  @Description("Of series: the settings of the detector, NAME=VALUE separated by commas.")
  @Parameter(
      label = "Settings of the detector",
      group = Parameter.Group.METHOD,
      example = "limit=6,memory=500",
      regex = "[^,=]+=[^,]+(,[^,=]+=[^,]+)*",
      wanted = "NAME=VALUE with commas between them")
  List<String> getSettings();

  void setSettings(List<String> value);

  @Description(
      "Whether only the alerts are counted: with --config how often each rule would have fired on the"
          + " files of the sources; then summary.json, report.html and rejected are written, and no"
          + " alerts and no series.")
  @Default.Boolean(false)
  @Parameter(label = "Only count alerts", group = Parameter.Group.METHOD, example = "true")
  boolean getBacktest();

  void setBacktest(boolean value);

  @Description(
      "Of series: the directory that gets each under its name with scores and alerts, rejected,"
          + " report.html and summary.json; with --backtest, the last three.")
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "monitored",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);
}
