package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import dev.catchment.pipelines.store.Days;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link CollectJob}. */
public interface CollectOptions extends ConfigOptions, OverwriteOptions, ObserveOptions {
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
      "The file of the pseudonym key, made on first use; replaces privacy.key of the configuration.")
  @Parameter(
      label = "Pseudonym key",
      group = Parameter.Group.PRIVACY,
      example = "pseudonym-key.json")
  String getKey();

  void setKey(String value);

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
