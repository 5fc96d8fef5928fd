package dev.catchment.clean;

import dev.catchment.account.Tallies;
import dev.catchment.clean.DropDuplicates.Kept;
import dev.catchment.model.CoderLaws;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.shuffle.CombineFnLaws;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class DropDuplicatesTest {
  private static final Schema SCHEMA = Schema.of(new Field("properties.n", FieldType.INTEGER));
  private static final EventCoder CODER = EventCoder.of(SCHEMA);

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Test
  public void keepsTheEarliestOfASourceAndIdAndCountsTheOthers() {
    PCollectionTuple outputs =
        pipeline
            .apply(
                Create.of(
                        event("web", "a", 30, 1),
                        event("web", "a", 10, 2),
                        event("web", "a", 20, 3),
                        event("web", "b", 5, 4),
                        event("app", "a", 40, 5),
                        event("app", "c", 7, 9),
                        event("app", "c", 7, 8))
                    .withCoder(CODER))
            .apply(DropDuplicates.of(SCHEMA));
    PAssert.that(outputs.get(DropDuplicates.EVENTS))
        .containsInAnyOrder(
            event("web", "a", 10, 2),
            event("web", "b", 5, 4),
            event("app", "a", 40, 5),
            event("app", "c", 7, 8));
    PAssert.that(outputs.get(Tallies.TAG).apply(Sum.longsPerKey()))
        .containsInAnyOrder(
            List.of(
                KV.of("accepted/web", 2L),
                KV.of("accepted/app", 2L),
                KV.of("duplicate/web", 2L),
                KV.of("duplicate/app", 1L)));
    pipeline.run();
  }

  @Test
  public void keepsAllEventsOfSourcesWhoseDuplicatesAreWanted() {
    PCollectionTuple outputs =
        pipeline
            .apply(
                Create.of(
                        event("web", "a", 30, 1),
                        event("web", "a", 30, 1),
                        event("app", "a", 40, 5),
                        event("app", "a", 7, 9))
                    .withCoder(CODER))
            .apply(DropDuplicates.of(SCHEMA).keeping(Set.of("web")));
    PAssert.that(outputs.get(DropDuplicates.EVENTS))
        .containsInAnyOrder(
            event("web", "a", 30, 1), event("web", "a", 30, 1), event("app", "a", 7, 9));
    PAssert.that(outputs.get(Tallies.TAG).apply(Sum.longsPerKey()))
        .containsInAnyOrder(
            List.of(KV.of("accepted/web", 2L), KV.of("accepted/app", 1L), KV.of("duplicate/app", 1L)));
    pipeline.run();
  }

  @Test
  public void theChoiceFollowsTheLawsOfCombining() throws Exception {
    CombineFnLaws.check(
        new DropDuplicates.KeepFirst(CODER),
        List.of(
            event("web", "a", 3, 1),
            event("web", "a", 1, 2),
            event("web", "a", 1, 1),
            event("web", "a", 2, 0)),
        new DropDuplicates.KeptCoder(CODER));
    CoderLaws.check(
        new DropDuplicates.KeptCoder(CODER),
        new Kept(null, 0),
        new Kept(event("web", "a", 3, 1), 2));
  }

  private static Event event(String source, String id, long time, long n) {
    return new Event(
        id,
        Event.Type.TRACK,
        "x",
        time,
        "web",
        source,
        Consent.UNKNOWN,
        List.of(),
        Values.of(SCHEMA, n));
  }
}
