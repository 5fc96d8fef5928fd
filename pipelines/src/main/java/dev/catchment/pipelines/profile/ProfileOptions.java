package dev.catchment.pipelines.profile;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link ProfileJob}. */
public interface ProfileOptions extends ConfigOptions, OverwriteOptions {
  @Description(
      "The directory of the event store that collect wrote; it gets identities and profiles.")
  @Validation.Required
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
}
