package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Writes a world of people with the truth beside it; see {@code docs/jobs/generate.md}. */
public final class GenerateJob implements PipelineJob<GenerateOptions> {
  @Override
  public String name() {
    return "generate";
  }

  @Override
  public String summary() {
    return "writes a world of made-up customers in four channels, with the truth beside it";
  }

  @Override
  public String writes() {
    return "Into the output folder: web, app, orders and crm, what four channels would deliver;"
               + " truth, what should come of it; and summary.json.";
  }

  @Override
  public Class<GenerateOptions> options() {
    return GenerateOptions.class;
  }

  @Override
  public Task plan(GenerateOptions options, Instant start) {
    return new GenerateTask(options, spec(options));
  }

  static WorldSpec spec(GenerateOptions options) {
    try {
      return new WorldSpec(
          options.getPeople(),
          options.getDays(),
          options.getSeed(),
          LocalDate.parse(options.getStart()));
    } catch (DateTimeParseException e) {
      throw new UsageException(
          "--start=%s is not a date such as 2026-01-01".formatted(options.getStart()), e);
    }
  }
}
