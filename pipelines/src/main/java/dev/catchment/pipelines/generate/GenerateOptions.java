package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.OverwriteOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of the job that writes a world. */
public interface GenerateOptions extends OverwriteOptions {
  @Description("The number of people in the world, 1 to 20000000.")
  @Default.Integer(2000)
  int getPeople();

  void setPeople(int people);

  @Description("The number of days that the world lasts, 1 to 3650.")
  @Default.Integer(90)
  int getDays();

  void setDays(int days);

  @Description("The number that all chance is drawn from; the same one gives the same bytes.")
  @Default.Long(7)
  long getSeed();

  void setSeed(long seed);

  @Description("The first day of the world, a date such as 2026-01-01, in UTC.")
  @Default.String("2026-01-01")
  String getStart();

  void setStart(String start);

  @Description("The directory that the world is written to, on any file system that Beam knows.")
  @Validation.Required
  String getOutput();

  void setOutput(String output);
}
