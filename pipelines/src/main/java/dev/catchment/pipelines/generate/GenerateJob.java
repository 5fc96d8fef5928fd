package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.ArgumentsOptions;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.generate.stream.StreamPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** Writes a world of people with the truth beside it; see {@code docs/jobs/generate.md}. */
public final class GenerateJob implements PipelineJob<GenerateOptions> {
  private static final String FIRST_DAY = "2026-01-01";

  @Override
  public String name() {
    return "generate";
  }

  @Override
  public String summary() {
    return "writes a world of made-up customers in four channels, or sends one as a stream, with the truth beside it";
  }

  @Override
  public String writes() {
    return "Into the output folder: web, app, orders and crm, what four channels would deliver; truth, "
        + "what should come of it; and summary.json. A stream goes to its topic, and the folder has its truth.";
  }

  @Override
  public Class<GenerateOptions> options() {
    return GenerateOptions.class;
  }

  @Override
  public Task plan(GenerateOptions options, Instant start) {
    if (options.getTo() != null) {
      checkNoFiles(options);
      return StreamPlan.plan(
          options,
          options.getSeed(),
          options.getStart(),
          start,
          options.getOutput(),
          options.getOverwrite(),
          ShopScene::new);
    }
    StreamPlan.checkNone(options);
    return new GenerateTask(options, spec(options));
  }

  private static void checkNoFiles(GenerateOptions options) {
    Set<String> given = ArgumentsOptions.given(options);
    for (String name : List.of("people", "days")) {
      if (given.contains(name)) {
        throw new UsageException(
            "--%s is for a world of files; a stream has --keys and --duration".formatted(name));
      }
    }
  }

  static WorldSpec spec(GenerateOptions options) {
    try {
      return new WorldSpec(
          options.getPeople(),
          options.getDays(),
          options.getSeed(),
          LocalDate.parse(options.getStart() == null ? FIRST_DAY : options.getStart()));
    } catch (DateTimeParseException e) {
      throw new UsageException(
          "--start=%s is not a date such as 2026-01-01".formatted(options.getStart()), e);
    }
  }
}
