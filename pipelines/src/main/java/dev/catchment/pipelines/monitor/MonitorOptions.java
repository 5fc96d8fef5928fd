package dev.catchment.pipelines.monitor;

import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link MonitorJob}. */
public interface MonitorOptions extends OverwriteOptions, ObserveOptions {
  @Description(
      "The series: CSV files with a header, one series each, by name or pattern; ** stands for any"
          + " folders.")
  @Validation.Required
  @Parameter(label = "Series", group = Parameter.Group.INPUT, example = "metrics/**/*.csv")
  String getInput();

  void setInput(String value);

  @Description("The column of the times.")
  @Default.String("timestamp")
  @Parameter(label = "Time column", group = Parameter.Group.INPUT, example = "time")
  String getTimestamp();

  void setTimestamp(String value);

  @Description("The column of the values.")
  @Default.String("value")
  @Parameter(label = "Value column", group = Parameter.Group.INPUT, example = "cpu")
  String getValue();

  void setValue(String value);

  @Description("The detector that judges each series: see docs/jobs/monitor.md for all of them.")
  @Default.String("novelty")
  @Parameter(
      label = "Detector",
      group = Parameter.Group.METHOD,
      example = "zscore",
      regex = "[a-z]+",
      wanted = "the name of a detector")
  String getDetector();

  void setDetector(String value);

  @Description("The settings of the detector, NAME=VALUE separated by commas.")
  @Parameter(
      label = "Settings of the detector",
      group = Parameter.Group.METHOD,
      example = "limit=6,memory=500",
      regex = "[^,=]+=[^,]+(,[^,=]+=[^,]+)*",
      wanted = "NAME=VALUE with commas between them")
  List<String> getSettings();

  void setSettings(List<String> value);

  @Description(
      "Whether only the alerts are counted: then summary.json and report.html are written, and no"
          + " series.")
  @Default.Boolean(false)
  @Parameter(label = "Only count alerts", group = Parameter.Group.METHOD, example = "true")
  boolean getBacktest();

  void setBacktest(boolean value);

  @Description(
      "The directory that gets each series under its name with scores and alerts, rejected,"
          + " report.html and summary.json.")
  @Validation.Required
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "monitored",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);
}
