package dev.catchment.pipelines.profile;

import dev.catchment.model.Event;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.read.ReadEvents;
import dev.catchment.store.StoreSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the first events of a store, and sees how many name a person. */
final class EventTrial {
  private EventTrial() {}

  static Sample of(StoreSnapshot store, EventPlan plan, List<String> namespaces) {
    List<Event> events =
        ReadEvents.first(store.eventSizes().keySet(), plan.schema(), Sample.RECORDS);
    int named =
        (int)
            events.stream()
                .filter(
                    event ->
                        event.identifiers().stream()
                            .anyMatch(found -> namespaces.contains(found.namespace())))
                .count();
    Map<String, Integer> nobody =
        named == events.size() ? Map.of() : Map.of("identity.namespaces", events.size() - named);
    return new Sample(
        "events",
        events.size(),
        named,
        0,
        nobody,
        List.of(),
        1,
        !events.isEmpty() && named == 0
            ? Optional.of(
                "no event has an identifier of %s; name others under identity.namespaces"
                    .formatted(String.join(", ", namespaces)))
            : Optional.empty());
  }
}
