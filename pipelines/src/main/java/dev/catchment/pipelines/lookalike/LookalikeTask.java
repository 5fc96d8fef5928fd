package dev.catchment.pipelines.lookalike;

import dev.catchment.lookalike.LookalikeJson;
import dev.catchment.lookalike.LookalikeModel;
import dev.catchment.lookalike.Reach;
import dev.catchment.pipelines.Amount;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import dev.catchment.read.TableFiles;
import dev.catchment.write.TallyFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * A table and a list of seeds that were found.
 *
 * @param options the job's options
 * @param plan what is to be found
 * @param seeds the list
 */
record LookalikeTask(LookalikeOptions options, LookalikePlan plan, SeedList seeds) implements Task {
  /** The text of a row, its features, and the objects around them. */
  private static final long ROW_FACTOR = 4;

  private static final long MOST_SAMPLE_BYTES = 320 << 20;

  private static final int MOST_TOLD = 3;

  private static final String PEOPLE = "lookalike.csv";
  private static final String MODEL = "model.json";
  private static final String CURVE = "curve.csv";
  private static final String REPORT = "report.html";
  private static final String SUMMARY = "summary.json";
  private static final String TALLIES = "tallies";

  @Override
  public Map<String, List<String>> inputs() {
    return new TreeMap<>(
        Map.of("profiles", List.of(plan.profiles()), "seeds", List.of(seeds.file())));
  }

  @Override
  public Map<String, Long> rows() {
    return Map.of(PEOPLE, LookalikeSummary.read(outputs().path(SUMMARY)).people());
  }

  @Override
  public Amount amount() {
    return Amount.ofBytes(TableFiles.bytes(plan.profiles()));
  }

  @Override
  public List<Sample> samples() {
    return List.of(PeopleTrial.of(plan, seeds.ids(plan.minimum())));
  }

  /** The Direct runner keeps the people; the sample that is trained on. */
  @Override
  public List<MemoryPart> memory(InputSize size) {
    return List.of(
        new MemoryPart("people of the table", size.text() * ROW_FACTOR),
        new MemoryPart("sample of people", Math.min(MOST_SAMPLE_BYTES, size.text())));
  }

  @Override
  public Outputs outputs() {
    return new Outputs(
        options.getOutput(),
        List.of(PEOPLE, MODEL, CURVE, REPORT, SUMMARY),
        options.getOverwrite());
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    return LookalikePipeline.build(
        pipeline,
        plan,
        seeds,
        new LookalikePipeline.Outputs(
            staging.path(PEOPLE), staging.path(MODEL), staging.path(TALLIES)));
  }

  @Override
  public Finish finish() {
    Reach reach = plan.reach();
    return (staging, run) -> describe(reach, staging, run);
  }

  private static void describe(Reach reach, Staging staging, Run run) {
    String file = staging.path(MODEL);
    LookalikeModel model = LookalikeJson.read(JsonFile.readText(file), file);
    long people = reach.people(model.others());
    JsonFile.writeText(staging.path(CURVE), CurveCsv.of(model));
    JsonFile.writeText(
        staging.path(REPORT),
        Report.of("People like the seeds", run)
            .withLookalike(LookalikeView.of(model, people))
            .html());
    JsonFile.write(
        staging.path(SUMMARY),
        LookalikeSummary.of(model, people, TallyFile.read(staging.path(TALLIES)), run));
  }

  @Override
  public ExitStatus report(Console console) {
    LookalikeSummary summary = LookalikeSummary.read(outputs().path(SUMMARY));
    console.result(
        "%,d people like %,d of %,d seeds; AUC %.3f",
        summary.people(), summary.seedsFound(), summary.seedsGiven(), summary.auc());
    summary.features().entrySet().stream()
        .limit(MOST_TOLD)
        .forEach(effect -> console.result("  %s: %s", effect.getKey(), effect.getValue()));
    if (!summary.betterThanChance()) {
      console.note(
          "lookalike: by these features the seeds cannot be told from the others; the order of the people is as good as chance");
    }
    if (!summary.constantFeatures().isEmpty()) {
      console.note(
          "lookalike: the same for all people and left out: %s",
          String.join(", ", summary.constantFeatures()));
    }
    if (summary.duplicate() > 0) {
      console.note(
          "lookalike: %,d rows repeat an id; the first row of each counts", summary.duplicate());
    }
    if (summary.rejected() > 0) {
      console.note(
          "lookalike: %,d rows were left out: %s", summary.rejected(), summary.rejectedByReason());
    }
    if (summary.seedsRejected() > 0) {
      console.note("lookalike: %,d lines of the seeds could not be read", summary.seedsRejected());
    }
    console.result("%s shows them (%.1f s)", outputs().path(REPORT), summary.seconds());
    return ExitStatus.DONE;
  }
}
