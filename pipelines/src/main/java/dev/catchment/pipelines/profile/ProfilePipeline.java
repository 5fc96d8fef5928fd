package dev.catchment.pipelines.profile;

import dev.catchment.account.CountElements;
import dev.catchment.account.Tallies;
import dev.catchment.identify.AttributeEvents;
import dev.catchment.identify.ResolveIdentities;
import dev.catchment.identify.SharedIdentifier;
import dev.catchment.model.Event;
import dev.catchment.model.Identity;
import dev.catchment.model.Profile;
import dev.catchment.model.Session;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.plan.ProfilePlan;
import dev.catchment.shuffle.ShardedCombine;
import dev.catchment.write.CsvRow;
import dev.catchment.write.CsvRowCoder;
import dev.catchment.write.WriteCsv;
import dev.catchment.write.WriteIdentities;
import dev.catchment.write.WriteProfiles;
import dev.catchment.write.WriteSessions;
import dev.catchment.write.WriteTallies;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/** The steps of the profile job: who is who, whose event is which, what is known of each person. */
final class ProfilePipeline {
  /** Identifiers per person are counted up to this number; the last count is this or more. */
  static final int MOST_IDENTIFIERS = 20;

  /** What the names of the counts of events begin with. */
  static final String EVENTS = "events/";

  private static final String SESSIONS = "sessions/";

  private ProfilePipeline() {}

  /** Where the parts of the output are staged; the table is null where none is wanted. */
  record Outputs(
      String identities,
      String profiles,
      String sessions,
      String table,
      String shared,
      String tallies) {}

  /**
   * Who is known, and what of each.
   *
   * @param profiles what is known of each person
   * @param identities every identifier with its person
   * @param shared the identifiers that too many people use
   * @param sessions the sessions of each person in each channel, where they are wanted
   * @param tallies how many events there are, and how many belong to nobody
   */
  record People(
      PCollection<Profile> profiles,
      PCollection<Identity> identities,
      PCollection<SharedIdentifier> shared,
      Optional<PCollection<Session>> sessions,
      PCollectionList<KV<String, Long>> tallies) {}

  /** Stitches events to people over all of their identifiers, and sums up each person. */
  static People stitch(
      PCollection<Event> events, ProfilePlan profiles, CatchmentConfig.Identity identity) {
    PCollectionTuple resolved =
        events.apply(
            "Resolve identities",
            ResolveIdentities.create()
                .withNamespaces(identity.namespaces())
                .withPerson(Set.copyOf(identity.person()))
                .withMaxPeople(identity.maxPeople())
                .withMaxIdentifiers(identity.maxIdentifiers()));
    PCollectionTuple attributed =
        events.apply("Attribute events", AttributeEvents.by(ResolveIdentities.indexView(resolved)));
    PCollection<KV<String, Event>> ofPeople = attributed.get(AttributeEvents.EVENTS);
    return new People(
        ofPeople.apply("Aggregate", profiles.aggregate()),
        resolved.get(ResolveIdentities.IDENTITIES),
        resolved.get(ResolveIdentities.SHARED),
        profiles.sessions().map(find -> ofPeople.apply("Find sessions", find)),
        PCollectionList.of(attributed.get(Tallies.TAG))
            .and(events.apply("Count events", CountElements.by(event -> EVENTS + event.source()))));
  }

  /** Writes what is known. */
  static PCollectionList<String> write(People people, ProfilePlan profiles, Outputs outputs) {
    PCollectionList<String> written =
        PCollectionList.of(
                people
                    .identities()
                    .apply("Write identities", WriteIdentities.to(outputs.identities())))
            .and(
                people
                    .profiles()
                    .apply(
                        "Write profiles",
                        WriteProfiles.to(outputs.profiles()).withSchema(profiles.schema())))
            .and(
                people
                    .shared()
                    .apply("Shared rows", rows(ProfilePipeline::row))
                    .setCoder(CsvRowCoder.of())
                    .apply(
                        "Write shared",
                        WriteCsv.to(outputs.shared())
                            .withHeader(List.of("namespace", "value", "people"))));
    if (outputs.table() != null) {
      written =
          written.and(
              people
                  .profiles()
                  .apply("Profile rows", rows(new ProfileRow(profiles.schema())))
                  .setCoder(CsvRowCoder.of())
                  .apply(
                      "Write table",
                      WriteCsv.to(outputs.table())
                          .withHeader(ProfileRow.header(profiles.schema()))));
    }
    PCollectionList<KV<String, Long>> tallies = people.tallies();
    if (people.sessions().isPresent()) {
      PCollection<Session> sessions = people.sessions().get();
      written = written.and(sessions.apply("Write sessions", WriteSessions.to(outputs.sessions())));
      tallies =
          tallies.and(
              sessions.apply(
                  "Count sessions", CountElements.by(session -> SESSIONS + session.channel())));
    }
    return written.and(
        tallies
            .and(people.profiles().apply("Count people", CountElements.by(person -> "people/all")))
            .and(
                people
                    .identities()
                    .apply(
                        "Count identifiers",
                        CountElements.by(known -> "identifiers/" + known.identifier().namespace())))
            .and(
                people
                    .shared()
                    .apply(
                        "Count shared",
                        CountElements.by(found -> "shared/" + found.identifier().namespace())))
            .and(sizes(people.identities()))
            .apply("All tallies", Flatten.pCollections())
            .apply("Write tallies", WriteTallies.to(outputs.tallies())));
  }

  private static PCollection<KV<String, Long>> sizes(PCollection<Identity> identities) {
    return identities
        .apply(
            "By person",
            MapElements.into(
                    TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.longs()))
                .via(known -> KV.of(known.profileId(), 1L)))
        .apply("Identifiers per person", ShardedCombine.perKey(Count.<Long>combineFn()))
        .apply(
            "Count sizes",
            CountElements.by(
                size -> "size/%02d".formatted(Math.min(size.getValue(), MOST_IDENTIFIERS))));
  }

  private static <T> MapElements<T, CsvRow> rows(SerializableFunction<T, CsvRow> row) {
    return MapElements.into(TypeDescriptor.of(CsvRow.class)).via(row);
  }

  private static CsvRow row(SharedIdentifier shared) {
    String namespace = shared.identifier().namespace();
    String value = shared.identifier().value();
    return new CsvRow(
        namespace + "/" + value, 0, List.of(namespace, value, Integer.toString(shared.people())));
  }
}
