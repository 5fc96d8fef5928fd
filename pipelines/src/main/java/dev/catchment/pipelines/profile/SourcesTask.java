package dev.catchment.pipelines.profile;

import dev.catchment.account.Tallies;
import dev.catchment.clean.UnpackEvents;
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
import dev.catchment.pipelines.collect.CollectEvents;
import dev.catchment.pipelines.collect.CollectSummary;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.pipelines.plan.ExpectationPlan;
import dev.catchment.pipelines.plan.ProfilePlan;
import dev.catchment.pipelines.profile.ProfilePipeline.People;
import dev.catchment.pipelines.report.Run;
import dev.catchment.write.TallyFile;
import dev.catchment.write.WriteRejected;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Sources that are profiled without a store in between. */
record SourcesTask(ProfileOptions options, Sources sources, ProfilePlan profiles) implements Task {
  private static final String REJECTED = "rejected";
  private static final String SUMMARY = "summary.json";

  @Override
  public Map<String, List<String>> inputs() {
    return sources.inputs();
  }

  @Override
  public List<Dataset> otherInputs() {
    return sources.datasets();
  }

  @Override
  public List<String> products() {
    return ProfileTask.products(Task.super.products(), options.getFormat(), profiles);
  }

  @Override
  public Map<String, Long> rows() {
    Map<String, Long> rows = ProfileTask.rows(outputs());
    rows.put(REJECTED, CollectSummary.read(outputs().path(SUMMARY)).rejected());
    return rows;
  }

  @Override
  public List<String> places() {
    return Stream.concat(Task.super.places().stream(), key().stream()).toList();
  }

  @Override
  public Optional<String> key() {
    return sources.key();
  }

  @Override
  public void prepare(Console console) {
    sources.prepare(console);
  }

  @Override
  public List<Sample> samples() {
    return sources.samples(options.getMaxRejected());
  }

  /**
   * Of folded events only the people are kept; otherwise the Direct runner keeps what is grouped.
   */
  @Override
  public List<MemoryPart> memory(InputSize size) {
    return List.of(
        new MemoryPart(
            isFoldable() ? "people" : "grouped events",
            isFoldable() ? size.text() / 2 : size.text()));
  }

  @Override
  public Outputs outputs() {
    return new Outputs(
        options.getOutput(),
        Stream.of(List.of(REJECTED), ProfileTask.NAMES, List.of(SUMMARY))
            .flatMap(List::stream)
            .toList(),
        options.getOverwrite());
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    CatchmentConfig.Identity identity = sources.config().config().identity();
    PCollectionTuple collected;
    People people;
    if (isFoldable()) {
      collected = FoldSources.of(sources, profiles, identity.namespaces().get(0)).addTo(pipeline);
      people = FoldSources.people(collected, profiles, identity.namespaces().get(0));
    } else {
      collected = CollectEvents.of(sources).addTo(pipeline);
      people =
          ProfilePipeline.stitch(
              collected
                  .get(CollectEvents.EVENTS)
                  .apply("Unpack", UnpackEvents.of(sources.plan().schema())),
              profiles,
              identity);
    }
    return ProfilePipeline.write(
            new People(
                people.profiles(),
                people.identities(),
                people.shared(),
                people.sessions(),
                people.tallies().and(collected.get(Tallies.TAG))),
            profiles,
            ProfileTask.outputs(staging, options.getFormat()))
        .and(
            collected
                .get(CollectEvents.REJECTED)
                .apply("Write rejected", WriteRejected.to(staging.path(REJECTED))));
  }

  /** Whether an event tells its person by itself, and none has to be compared with others. */
  private boolean isFoldable() {
    return sources.config().config().identity().namespaces().size() == 1
        && profiles.sessions().isEmpty()
        && sources.expectations().isEmpty()
        && sources.topics().bySource().isEmpty()
        && sources.plan().sources().stream()
            .allMatch(source -> source.keepsDuplicates() && source.table().isEmpty());
  }

  @Override
  public Finish finish() {
    ExpectationPlan expectations = sources.expectations();
    return (staging, run) -> summarise(expectations, staging, run);
  }

  private static void summarise(ExpectationPlan expectations, Staging staging, Run run) {
    ProfileTask.summarise(staging, run, 0);
    JsonFile.write(
        staging.path(SUMMARY),
        CollectSummary.of(
            TallyFile.read(staging.path(ProfileTask.TALLIES)),
            expectations,
            run.time(),
            run.seconds()));
  }

  @Override
  public ExitStatus report(Console console) {
    CollectSummary summary = CollectSummary.read(outputs().path(SUMMARY));
    summary.report(console);
    ProfileTask.report(outputs(), options.getFormat(), console);
    return summary.status("profile", options.getMaxRejected(), outputs().path(REJECTED), console);
  }
}
