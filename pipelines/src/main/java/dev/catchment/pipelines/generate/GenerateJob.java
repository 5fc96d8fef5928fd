package dev.catchment.pipelines.generate;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.apache.beam.sdk.Pipeline;

/** The job that writes a world of people with the truth beside it. */
public final class GenerateJob {
  private GenerateJob() {}

  /** The pipeline for the options; checks their values, not whether the output exists. */
  public static Pipeline build(GenerateOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("GenerateWorld", GenerateWorld.of(spec(options), options.getOutput()));
    return pipeline;
  }

  /**
   * The world that the options describe.
   *
   * @throws IllegalArgumentException if a value is out of its range; the message names the option
   */
  public static WorldSpec spec(GenerateOptions options) {
    return new WorldSpec(
        options.getPeople(), options.getDays(), options.getSeed(), start(options.getStart()));
  }

  private static LocalDate start(String date) {
    try {
      return LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "start is " + date + ", valid is a date such as 2026-01-01", e);
    }
  }
}
