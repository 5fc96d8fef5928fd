package dev.catchment.pipelines.live;

import dev.catchment.aggregate.AggregateProfiles;
import dev.catchment.aggregate.UpdateProfiles;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.read.InputFiles;
import dev.catchment.read.ReadEvents;
import dev.catchment.read.ReplayEvents;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.store.StoredFile;
import dev.catchment.write.WriteText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * A store whose events can be replayed.
 *
 * @param update keeps the profiles up to the date
 * @param batch makes the profiles at the date
 */
record ParityTask(
    ParityOptions options,
    StoreSnapshot store,
    LivePlan plan,
    UpdateProfiles update,
    AggregateProfiles batch,
    Instant asOf)
    implements Task {
  private static final String SUMMARY = "summary.json";
  private static final String FOUND = "found";
  private static final int SHOWN = 10;

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of("events", List.of(options.getStore() + "/events/*/*.parquet"));
  }

  @Override
  public Outputs outputs() {
    return new Outputs(options.getOutput(), List.of(SUMMARY), options.getOverwrite());
  }

  @Override
  public List<MemoryPart> memory(InputSize size) {
    return List.of(
        new MemoryPart("events to replay", size.text()),
        new MemoryPart("grouped events", size.text()));
  }

  @Override
  public void prepare(Console console) {
    LiveNotes.of(plan).forEach(note -> console.note("%s", note));
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    return PCollectionList.of(
        ParityPipeline.build(
                pipeline.apply(
                    "Read events",
                    ReadEvents.ofStore(options.getStore(), store.number())
                        .withSchema(plan.events().schema())),
                pipeline.apply(
                    "Replay events",
                    ReplayEvents.ofStore(options.getStore(), store.number())
                        .withSchema(plan.events().schema())
                        .withLate(options.getLate())
                        .withSeed(options.getSeed())),
                plan,
                update,
                batch)
            .apply("Write", WriteText.to(staging.path(FOUND))));
  }

  @Override
  public Finish finish() {
    String date = asOf.toString();
    long events = store.events().stream().mapToLong(StoredFile::rows).sum();
    int audiences = plan.audiences().size();
    long mostBytes = plan.update().mostBytes();
    return (staging, run) -> {
      String file = staging.path(FOUND);
      Comparison found =
          InputFiles.find(file).isEmpty()
              ? Comparison.NONE
              : Comparison.parse(JsonFile.readText(file));
      JsonFile.write(
          staging.path(SUMMARY),
          new ParitySummary(
              "parity",
              run.time().toString(),
              run.seconds(),
              date,
              events,
              found.people(),
              found.equalProfiles(),
              audiences,
              found.memberships(),
              found.equalMemberships(),
              found.changes(),
              found.different(),
              mostBytes,
              found.differences()));
    };
  }

  @Override
  public ExitStatus report(Console console) {
    ParitySummary summary = ParitySummary.read(outputs().path(SUMMARY));
    console.result(
        "%,d of %,d profiles and %,d of %,d memberships in %,d audiences are the same at %s",
        summary.equalProfiles(),
        summary.people(),
        summary.equalMemberships(),
        summary.memberships(),
        summary.audiences(),
        summary.asOf());
    console.result(
        "the stream took %,d events and told %,d times that somebody entered or left (%.1f s)",
        summary.events(), summary.changes(), summary.seconds());
    if (summary.different() == 0) {
      return ExitStatus.DONE;
    }
    console.result("%,d people differ:", summary.different());
    summary.differences().stream()
        .limit(SHOWN)
        .forEach(difference -> console.result("  %s", difference));
    console.result("%s has the first %d", outputs().path(SUMMARY), summary.differences().size());
    return ExitStatus.DIFFERENT;
  }
}
