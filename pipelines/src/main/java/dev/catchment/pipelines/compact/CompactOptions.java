package dev.catchment.pipelines.compact;

import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import dev.catchment.pipelines.store.Days;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link CompactJob}. */
public interface CompactOptions extends ObserveOptions {
  @Description("The directory of the event store whose files are merged.")
  @Validation.Required
  @Parameter(
      label = "Store",
      group = Parameter.Group.INPUT,
      example = "store",
      kind = Parameter.Kind.INPUT_FOLDER)
  String getStore();

  void setStore(String value);

  @Description(
      "The days of event time, in UTC, whose files are merged, as 2026-01-31 or"
          + " 2026-01-01..2026-01-31; without it those of all days.")
  @Parameter(
      label = "Days",
      group = Parameter.Group.INPUT,
      example = "2026-01-01..2026-01-31",
      regex = Days.REGEX,
      wanted = Days.WANTED)
  String getDt();

  void setDt(String value);

  @Description(
      "The size in megabytes up to which files of a day are merged into one, at least 1; files of"
          + " that size are left alone.")
  @Default.Integer(128)
  @Parameter(
      label = "Size of a merged file",
      group = Parameter.Group.LIMITS,
      example = "256",
      min = 1,
      max = 100_000)
  int getTargetMb();

  void setTargetMb(int value);
}
