package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.ArgumentsOptions;
import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.generate.stream.StreamWorldOptions;
import dev.catchment.pipelines.observe.ObserveOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of the job that writes a world. */
public interface GenerateOptions
    extends OverwriteOptions, ObserveOptions, ArgumentsOptions, StreamWorldOptions {
  @Description("The number of people in the world of files, 1 to 20000000.")
  @Default.Integer(2000)
  @Parameter(
      label = "People",
      group = Parameter.Group.METHOD,
      example = "10000",
      min = 1,
      max = 20_000_000)
  int getPeople();

  void setPeople(int people);

  @Description("The number of days that the world of files lasts, 1 to 3650.")
  @Default.Integer(90)
  @Parameter(label = "Days", group = Parameter.Group.METHOD, example = "30", min = 1, max = 3650)
  int getDays();

  void setDays(int days);

  @Description("The number that all chance is drawn from; the same one gives the same bytes.")
  @Default.Long(7)
  @Parameter(label = "Seed", group = Parameter.Group.METHOD, example = "7")
  long getSeed();

  void setSeed(long seed);

  @Description(
      "The first day of the world, a date in UTC, 2026-01-01 unless given; of a stream a time too,"
          + " and now unless given.")
  @Parameter(
      label = "First day",
      group = Parameter.Group.METHOD,
      example = "2026-01-01",
      regex = "\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}([.]\\d{1,3})?Z)?",
      wanted = "a date")
  String getStart();

  void setStart(String start);

  @Description(
      "The directory that the world is written to, on any file system that Beam knows; of a stream,"
          + " its truth and its summary.")
  @Validation.Required
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "world",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String output);
}
