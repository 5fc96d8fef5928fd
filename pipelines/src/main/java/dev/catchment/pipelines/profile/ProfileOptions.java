package dev.catchment.pipelines.profile;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** The options of {@link ProfileJob}. */
public interface ProfileOptions extends ConfigOptions, OverwriteOptions, ObserveOptions {
  /** The default of {@link #getMaxRejected}. */
  double MOST_REJECTED = 0.5;

  @Description(
      "The directory of the event store that collect wrote; it gets identities and profiles."
          + " Without it, the sources of the configuration are read instead.")
  @Parameter(
      label = "Store",
      group = Parameter.Group.INPUT,
      example = "store",
      kind = Parameter.Kind.INPUT_FOLDER)
  String getStore();

  void setStore(String value);

  @Description(
      "The format of the profiles: parquet, or csv to write one profiles.csv with a header as well.")
  @Default.String("parquet")
  @Parameter(
      label = "Format of the profiles",
      group = Parameter.Group.OUTPUT,
      example = "csv",
      values = {
        @Parameter.Choice(value = "parquet", label = "Parquet"),
        @Parameter.Choice(value = "csv", label = "Parquet, and CSV with a header as well")
      })
  String getFormat();

  void setFormat(String value);

  @Description(
      "The day or time at which the profiles are computed, such as 2026-01-31; replaces"
          + " profile.asOf of the configuration.")
  @Parameter(
      label = "As of",
      group = Parameter.Group.METHOD,
      example = "2026-01-31",
      regex = "\\d{4}-\\d{2}-\\d{2}([T ]\\S+)?",
      wanted = "a day or time")
  String getAsOf();

  void setAsOf(String value);

  @Description(
      "Without --store: the files of a source, as SOURCE=GLOB, once for each source; GLOB alone"
          + " where the configuration has one source. Replaces the input of the configuration.")
  @Parameter(
      label = "Input files",
      group = Parameter.Group.INPUT,
      example = "orders=data/orders/*.csv",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "SOURCE=GLOB, or GLOB alone")
  List<String> getInput();

  void setInput(List<String> value);

  @Description("Without --store: the directory that gets the profiles, rejected and summary.json.")
  @Parameter(
      label = "Output",
      group = Parameter.Group.OUTPUT,
      example = "people",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Description(
      "Without --store: the file of the pseudonym key, made on first use; replaces privacy.key of"
          + " the configuration.")
  @Parameter(
      label = "Pseudonym key",
      group = Parameter.Group.PRIVACY,
      example = "pseudonym-key.json")
  String getKey();

  void setKey(String value);

  @Description(
      "Without --store: the greatest share of the records that may be rejected, 0 to 1; above it"
          + " the job ends with exit status 3, its output in place.")
  @Default.Double(MOST_REJECTED)
  @Parameter(
      label = "Greatest share of rejected records",
      group = Parameter.Group.LIMITS,
      example = "0.01",
      min = 0,
      max = 1)
  double getMaxRejected();

  void setMaxRejected(double value);
}
