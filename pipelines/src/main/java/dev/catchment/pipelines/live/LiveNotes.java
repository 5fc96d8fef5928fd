package dev.catchment.pipelines.live;

import java.util.ArrayList;
import java.util.List;

/** What somebody who starts a live job should know of its plan. */
final class LiveNotes {
  private LiveNotes() {}

  static List<String> of(LivePlan plan) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "%,d features and %,d audiences; at most %,d KB are kept of a person, a few hundred bytes of most"
            .formatted(
                plan.features().size(),
                plan.audiences().size(),
                (plan.update().mostBytes() + 1023) / 1024));
    if (!plan.leftOut().isEmpty()) {
      notes.add(
          "not watched, as only audience --model knows the field cluster: "
              + String.join(", ", plan.leftOut()));
    }
    return notes;
  }
}
