package dev.catchment.pipelines.live;

import dev.catchment.aggregate.UpdateProfiles;
import dev.catchment.aggregate.UpdateProfiles.States;
import dev.catchment.identify.AttributeEvents;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.stream.Destination;
import dev.catchment.pipelines.stream.EventStream;
import dev.catchment.pipelines.stream.LiveAccount;
import dev.catchment.pipelines.stream.StreamTask;
import dev.catchment.pipelines.watch.Feed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Sources whose people are followed.
 *
 * @param update keeps the profiles
 * @param store of the identities, if there is one
 * @param changes where it goes who enters and leaves
 * @param profiles where the profiles go, if they are wanted
 * @param rejected where rejected records go, if they are kept
 */
record LivePeopleTask(
    Sources sources,
    LivePlan plan,
    UpdateProfiles update,
    Optional<String> store,
    Destination changes,
    Optional<Destination> profiles,
    Optional<Destination> rejected)
    implements StreamTask {
  @Override
  public Map<String, List<String>> inputs() {
    Map<String, List<String>> inputs = new HashMap<>(sources.inputs());
    store.ifPresent(from -> inputs.put("identities", List.of(from + "/identities/*.parquet")));
    return inputs;
  }

  @Override
  public Stream<Destination> destinations() {
    return Stream.concat(Stream.of(changes), profiles.stream());
  }

  @Override
  public List<Feed> feeds() {
    return List.of(changes.feed(Feed.Kind.CHANGE));
  }

  @Override
  public void prepare(Console console) {
    sources.prepare(console);
    LiveNotes.of(plan).forEach(note -> console.note("%s", note));
  }

  @Override
  public void build(Pipeline pipeline) {
    PCollectionTuple stream = EventStream.of(sources).addTo(pipeline);
    PCollectionTuple kept =
        stream
            .get(EventStream.EVENTS)
            .apply("Attribute", attribute(pipeline))
            .get(AttributeEvents.EVENTS)
            .apply(
                "Update profiles",
                update.withStates(profiles.isPresent() ? States.ON_EVENT : States.NONE));
    PCollectionList<Rejected> givenUp =
        kept.get(UpdateProfiles.CHANGES)
            .apply("Changes as messages", LiveMessages.ofChanges(plan))
            .apply("Write changes", changes.startedAt(sources.start()));
    if (profiles.isPresent()) {
      givenUp =
          givenUp.and(
              kept.get(UpdateProfiles.STATES)
                  .apply("Profiles as messages", LiveMessages.ofStates(plan))
                  .apply("Write profiles", profiles.get().unmeasured().startedAt(sources.start()))
                  .getAll());
    }
    writeRejected(stream.get(EventStream.REJECTED), givenUp);
  }

  private AttributeEvents attribute(Pipeline pipeline) {
    return store
        .map(from -> new ReadKnownPeople(from, plan.identity()))
        .map(read -> AttributeEvents.by(pipeline.apply("Known people", read)).withNewPeople())
        .orElseGet(() -> AttributeEvents.ofStrangers(plan.identity().namespaces()));
  }

  @Override
  public ExitStatus report(Console console, SortedMap<String, Long> counts) {
    LiveAccount.report(console, counts);
    return ExitStatus.DONE;
  }
}
