package dev.catchment.pipelines.profile;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.OverwriteOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link ProfileJob}. */
public interface ProfileOptions extends ConfigOptions, OverwriteOptions {
  @Description(
      "The directory of the event store that collect wrote; it gets identities and profiles.")
  @Validation.Required
  String getStore();

  void setStore(String value);

  @Description(
      "The format of the profiles: parquet, or csv to write one profiles.csv with a header as well.")
  @Default.String("parquet")
  String getFormat();

  void setFormat(String value);

  @Description(
      "The day or time at which the profiles are computed, such as 2026-01-31; replaces"
          + " profile.asOf of the configuration.")
  String getAsOf();

  void setAsOf(String value);
}
