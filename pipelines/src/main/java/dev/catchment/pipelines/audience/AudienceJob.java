package dev.catchment.pipelines.audience;

import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.InvalidModelException;
import dev.catchment.cluster.ModelJson;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.AudiencePlan;
import dev.catchment.read.InputException;
import dev.catchment.read.ReadProfiles;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses profiles by rules and writes each audience; see {@code docs/jobs/audience.md}. */
public final class AudienceJob implements PipelineJob<AudienceOptions> {
  @Override
  public String name() {
    return "audience";
  }

  @Override
  public String summary() {
    return "chooses profiles by rules and writes one table per audience";
  }

  @Override
  public String writes() {
    return "Into the output folder: a CSV file per audience of the configuration, and "
        + "summary.json.";
  }

  @Override
  public Class<AudienceOptions> options() {
    return AudienceOptions.class;
  }

  @Override
  public Task plan(AudienceOptions options, Instant start) {
    ConfigFile config = ConfigFile.read(options.getConfig());
    String profiles = options.getStore() + "/profiles";
    Schema stored = schema(options, profiles);
    Optional<ClusterModel> model = Optional.ofNullable(options.getModel()).map(AudienceJob::model);
    model.ifPresent(trained -> checkFeatures(options, trained, stored));
    Schema features = model.isPresent() ? withCluster(stored) : stored;
    List<AudiencePlan> audiences = AudiencePlan.of(config, features);
    return new AudienceTask(options, profiles, stored, features, model, audiences);
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
    if (!model.encoding().isPlain()) {
      throw new UsageException(
          "--model: %s clusters by more than plain numbers; train one without --log, --quantile, --oneHot, --frequency and --missing"
              .formatted(options.getModel()));
    }
    for (String feature : model.space().features()) {
      if (!stored.contains(feature) || !stored.field(feature).type().isNumeric()) {
        throw new UsageException(
            "--model: %s clusters by %s, which is no number in the profiles; train it on these profiles"
                .formatted(options.getModel(), feature));
      }
    }
  }
}
