package dev.catchment.pipelines.audience;

import dev.catchment.account.CountElements;
import dev.catchment.cluster.AssignClusters;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.model.Profile;
import dev.catchment.model.ProfileCoder;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.plan.AudiencePlan;
import dev.catchment.pipelines.profile.ProfileRow;
import dev.catchment.read.ReadProfiles;
import dev.catchment.write.CsvRow;
import dev.catchment.write.CsvRowCoder;
import dev.catchment.write.WriteCsv;
import dev.catchment.write.WriteTallies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;

/** The steps of the audience job: each profile is asked for by each rule. */
final class AudiencePipeline {
  private AudiencePipeline() {}

  /** Where the tables of the audiences and the counts are staged. */
  record Outputs(SerializableFunction<String, String> table, String tallies) {}

  /**
   * Builds the steps.
   *
   * @param stored the features of the stored profiles
   * @param features those and, with a model, the field cluster
   */
  static PCollectionList<String> build(
      Pipeline pipeline,
      String profiles,
      Schema stored,
      Schema features,
      Optional<ClusterModel> model,
      List<AudiencePlan> audiences,
      Outputs outputs) {
    PCollection<Profile> read =
        pipeline.apply("Read profiles", ReadProfiles.from(profiles).withSchema(stored));
    PCollection<Profile> all =
        model.map(trained -> withCluster(read, stored, features, trained)).orElse(read);
    PCollectionList<KV<String, Long>> tallies =
        PCollectionList.of(
            all.apply("Count profiles", CountElements.by(profile -> "profiles/all")));
    PCollectionList<String> written = PCollectionList.empty(pipeline);
    for (AudiencePlan audience : audiences) {
      String name = audience.name();
      PCollection<Profile> members =
          all.apply(
              "Choose " + name,
              Filter.by(
                  profile ->
                      audience.rule().test(field -> profile.features().get(features.slot(field)))));
      written =
          written.and(
              members
                  .apply(
                      "Rows " + name,
                      MapElements.into(TypeDescriptor.of(CsvRow.class))
                          .via(profile -> row(profile, features, audience)))
                  .setCoder(CsvRowCoder.of())
                  .apply(
                      "Write " + name,
                      WriteCsv.to(outputs.table().apply(name)).withHeader(header(audience))));
      tallies =
          tallies.and(
              members.apply("Count " + name, CountElements.by(profile -> "audience/" + name)));
    }
    return written.and(
        tallies
            .apply("All tallies", Flatten.pCollections())
            .apply("Write tallies", WriteTallies.to(outputs.tallies())));
  }

  private static PCollection<Profile> withCluster(
      PCollection<Profile> profiles, Schema stored, Schema features, ClusterModel model) {
    List<Integer> slots = model.space().features().stream().map(stored::slot).toList();
    SerializableFunction<Profile, double[]> values =
        profile -> slots.stream().mapToDouble(profile.features()::getDouble).toArray();
    return profiles
        .apply("Assign clusters", AssignClusters.by(model, values))
        .apply(
            "Add cluster",
            MapElements.into(TypeDescriptor.of(Profile.class))
                .via(
                    assigned ->
                        new Profile(
                            assigned.getKey().profileId(),
                            assigned.getKey().features().append((long) assigned.getValue()))))
        .setCoder(ProfileCoder.of(features));
  }

  private static List<String> header(AudiencePlan audience) {
    List<String> header = new ArrayList<>();
    header.add("profile_id");
    header.addAll(audience.columns());
    return header;
  }

  private static CsvRow row(Profile profile, Schema features, AudiencePlan audience) {
    List<String> cells = new ArrayList<>();
    cells.add(profile.profileId());
    for (String column : audience.columns()) {
      int slot = features.slot(column);
      cells.add(ProfileRow.cell(features.fields().get(slot), profile.features().get(slot)));
    }
    return new CsvRow(profile.profileId(), 0, cells);
  }
}
