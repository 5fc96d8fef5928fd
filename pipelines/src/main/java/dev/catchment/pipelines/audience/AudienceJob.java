package dev.catchment.pipelines.audience;

import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.InvalidModelException;
import dev.catchment.cluster.ModelJson;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.PipelineRun;
import dev.catchment.pipelines.StagedOutput;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.AudiencePlan;
import dev.catchment.read.InputException;
import dev.catchment.read.ReadProfiles;
import dev.catchment.write.OutputDirectory;
import dev.catchment.write.TallyFile;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.beam.sdk.Pipeline;

/** Chooses profiles by rules and writes each audience; see {@code docs/jobs/audience.md}. */
public final class AudienceJob implements Job<AudienceOptions> {
  private static final String SUMMARY = "summary.json";

  @Override
  public String name() {
    return "audience";
  }

  @Override
  public String summary() {
    return "chooses profiles by rules and writes one table per audience";
  }

  @Override
  public Class<AudienceOptions> options() {
    return AudienceOptions.class;
  }

  @Override
  public ExitStatus run(AudienceOptions options, Console console) {
    Instant start = console.now();
    ConfigFile config = ConfigFile.read(options.getConfig());
    String profiles = options.getStore() + "/profiles";
    Schema stored = schema(options, profiles);
    Optional<ClusterModel> model = Optional.ofNullable(options.getModel()).map(AudienceJob::model);
    model.ifPresent(trained -> checkFeatures(options, trained, stored));
    Schema features = model.isPresent() ? withCluster(stored) : stored;
    List<AudiencePlan> audiences = AudiencePlan.of(config, features);
    List<String> names = new ArrayList<>();
    audiences.forEach(audience -> names.add(table(audience.name())));
    names.add(SUMMARY);
    StagedOutput.write(
        options.getOutput(),
        names,
        options.getOverwrite(),
        output -> {
          String tallies = output.staging("tallies");
          Pipeline pipeline = Pipeline.create(options);
          AudiencePipeline.build(
              pipeline,
              profiles,
              stored,
              features,
              model,
              audiences,
              new AudiencePipeline.Outputs(name -> output.staging(table(name)), tallies));
          PipelineRun.toTheEnd(name(), pipeline, console);
          writeSummary(console, start, audiences, TallyFile.read(tallies), output);
        });
    AudienceSummary summary = AudienceSummary.read(options.getOutput() + "/" + SUMMARY);
    for (AudienceSummary.Size audience : summary.audiences()) {
      console.result(
          "%,8d of %,d profiles in %s", audience.size(), summary.profiles(), audience.name());
    }
    console.result("%s holds the audiences (%.1f s)", options.getOutput(), summary.seconds());
    return ExitStatus.DONE;
  }

  private static void writeSummary(
      Console console,
      Instant start,
      List<AudiencePlan> audiences,
      SortedMap<String, Long> tallies,
      OutputDirectory output) {
    JsonFile.write(
        output.staging(SUMMARY),
        new AudienceSummary(
            "audience",
            start.toString(),
            console.secondsSince(start),
            tallies.getOrDefault("profiles/all", 0L),
            audiences.stream()
                .map(
                    audience ->
                        new AudienceSummary.Size(
                            audience.name(),
                            audience.description(),
                            audience.rule().expression(),
                            tallies.getOrDefault("audience/" + audience.name(), 0L)))
                .toList()));
  }

  private static String table(String audience) {
    return audience + ".csv";
  }

  private static Schema schema(AudienceOptions options, String profiles) {
    try {
      return ReadProfiles.schema(profiles);
    } catch (InputException e) {
      throw new UsageException(
          "there are no profiles in %s; run profile --store=%s first"
              .formatted(options.getStore(), options.getStore()),
          e);
    }
  }

  private static Schema withCluster(Schema stored) {
    List<Field> fields = new ArrayList<>(stored.fields());
    fields.add(new Field(AudiencePlan.CLUSTER, FieldType.INTEGER));
    return Schema.of(fields);
  }

  private static ClusterModel model(String file) {
    try {
      return ModelJson.read(JsonFile.readText(file), file);
    } catch (UncheckedIOException | InvalidModelException e) {
      throw new UsageException("--model: " + e.getMessage(), e);
    }
  }

  private static void checkFeatures(AudienceOptions options, ClusterModel model, Schema stored) {
    for (String feature : model.space().features()) {
      if (!stored.contains(feature) || !stored.field(feature).type().isNumeric()) {
        throw new UsageException(
            "--model: %s clusters by %s, which is no number in the profiles; train it on these profiles"
                .formatted(options.getModel(), feature));
      }
    }
  }
}
