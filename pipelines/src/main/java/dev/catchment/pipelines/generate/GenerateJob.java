package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.PipelineRun;
import dev.catchment.pipelines.StagedOutput;
import dev.catchment.pipelines.UsageException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.apache.beam.sdk.Pipeline;

/** Writes a world of people with the truth beside it; see {@code docs/jobs/generate.md}. */
public final class GenerateJob implements Job<GenerateOptions> {
  @Override
  public String name() {
    return "generate";
  }

  @Override
  public String summary() {
    return "writes a world of made-up customers in four channels, with the truth beside it";
  }

  @Override
  public Class<GenerateOptions> options() {
    return GenerateOptions.class;
  }

  @Override
  public ExitStatus run(GenerateOptions options, Console console) {
    Instant start = console.now();
    WorldSpec spec = spec(options);
    StagedOutput.write(
        options.getOutput(),
        GenerateWorld.FOLDERS,
        options.getOverwrite(),
        output -> {
          Pipeline pipeline = Pipeline.create(options);
          pipeline.apply("GenerateWorld", GenerateWorld.of(spec, output.staging("")));
          PipelineRun.toTheEnd(name(), pipeline, console);
        });
    console.result(
        "%s holds the world of %,d people and %,d days (%.1f s)",
        options.getOutput(), spec.people(), spec.days(), console.secondsSince(start));
    return ExitStatus.DONE;
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
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
