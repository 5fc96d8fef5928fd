package dev.catchment.pipelines.live;

import dev.catchment.aggregate.AudienceChange;
import dev.catchment.aggregate.ProfileState;
import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Schema;
import java.util.Map;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Turns what a live job tells into messages under the ids of the people. */
final class LiveMessages {
  private static final TypeDescriptor<Outgoing> OUTGOING = TypeDescriptor.of(Outgoing.class);

  private LiveMessages() {}

  static PTransform<PCollection<AudienceChange>, PCollection<Outgoing>> ofChanges(LivePlan plan) {
    Map<String, Schema> reasons = LiveJson.reasons(plan);
    return PTransform.compose(
        changes ->
            changes
                .apply(
                    "Write JSON",
                    MapElements.into(OUTGOING)
                        .via(
                            change ->
                                new Outgoing(
                                    change.profileId(),
                                    LiveJson.write(change, reasons.get(change.audience())),
                                    change.at())))
                .setCoder(OutgoingCoder.of()));
  }

  static PTransform<PCollection<ProfileState>, PCollection<Outgoing>> ofStates(LivePlan plan) {
    Schema features = plan.features();
    return PTransform.compose(
        states ->
            states
                .apply(
                    "Write JSON",
                    MapElements.into(OUTGOING)
                        .via(
                            state ->
                                new Outgoing(
                                    state.profile().profileId(),
                                    LiveJson.write(state, features),
                                    state.asOf())))
                .setCoder(OutgoingCoder.of()));
  }
}
