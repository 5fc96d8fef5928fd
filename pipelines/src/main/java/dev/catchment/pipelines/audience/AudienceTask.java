package dev.catchment.pipelines.audience;

import dev.catchment.cluster.ClusterModel;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.pipelines.plan.AudiencePlan;
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.pipelines.report.Run;
import dev.catchment.write.TallyFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Profiles that were found and can be asked.
 *
 * @param options the job's options
 * @param profiles the directory of the profiles
 * @param stored their features
 * @param features the same and, with a model, the field cluster
 * @param model the model that gives each profile its cluster, or empty
 * @param audiences what to choose
 */
record AudienceTask(
    AudienceOptions options,
    String profiles,
    Schema stored,
    Schema features,
    Optional<ClusterModel> model,
    List<AudiencePlan> audiences)
    implements Task {
  private static final String SUMMARY = "summary.json";
  private static final String TALLIES = "tallies";

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of("profiles", List.of(profiles + "/*.parquet"));
  }

  @Override
  public List<Dataset> otherInputs() {
    return Stream.ofNullable(options.getModel()).map(Dataset::ofPath).toList();
  }

  @Override
  public Map<String, Long> rows() {
    return AudienceSummary.read(outputs().path(SUMMARY)).audiences().stream()
        .collect(Collectors.toMap(audience -> table(audience.name()), AudienceSummary.Size::size));
  }

  @Override
  public List<MemoryPart> memory(InputSize size) {
    return List.of(new MemoryPart("rows of the audiences", size.text() * audiences.size()));
  }

  @Override
  public Outputs outputs() {
    List<String> names = new ArrayList<>();
    audiences.forEach(audience -> names.add(table(audience.name())));
    names.add(SUMMARY);
    return new Outputs(options.getOutput(), names, options.getOverwrite());
  }

  private static String table(String audience) {
    return audience + ".csv";
  }

  @Override
  public void prepare(Console console) {
    ProfileJob.noteIfStale(options.getStore(), console);
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    return AudiencePipeline.build(
        pipeline,
        profiles,
        stored,
        features,
        model,
        audiences,
        new AudiencePipeline.Outputs(name -> staging.path(table(name)), staging.path(TALLIES)));
  }

  @Override
  public Finish finish() {
    List<AudienceSummary.Size> unknown =
        audiences.stream()
            .map(
                audience ->
                    new AudienceSummary.Size(
                        audience.name(), audience.description(), audience.rule().expression(), 0))
            .toList();
    return (staging, run) -> summarise(unknown, staging, run);
  }

  private static void summarise(List<AudienceSummary.Size> unknown, Staging staging, Run run) {
    SortedMap<String, Long> tallies = TallyFile.read(staging.path(TALLIES));
    JsonFile.write(
        staging.path(SUMMARY),
        new AudienceSummary(
            "audience",
            run.time().toString(),
            run.seconds(),
            tallies.getOrDefault("profiles/all", 0L),
            unknown.stream()
                .map(
                    audience ->
                        audience.of(tallies.getOrDefault("audience/" + audience.name(), 0L)))
                .toList()));
  }

  @Override
  public ExitStatus report(Console console) {
    AudienceSummary summary = AudienceSummary.read(outputs().path(SUMMARY));
    for (AudienceSummary.Size audience : summary.audiences()) {
      console.result(
          "%,8d of %,d profiles in %s", audience.size(), summary.profiles(), audience.name());
    }
    console.result("%s holds the audiences (%.1f s)", options.getOutput(), summary.seconds());
    return ExitStatus.DONE;
  }
}
