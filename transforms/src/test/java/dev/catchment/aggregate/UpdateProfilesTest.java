package dev.catchment.aggregate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import dev.catchment.aggregate.UpdateProfiles.States;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.testing.UsesTestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category({NeedsRunner.class, UsesTestStream.class})
public class UpdateProfilesTest {
  private static final KvCoder<String, Event> CODER =
      KvCoder.of(StringUtf8Coder.of(), EventCoder.of(LiveShop.VALUES));
  private static final AggregateProfiles FEW =
      AggregateProfiles.of(
          List.of(
              FeatureSpec.count("events"),
              FeatureSpec.count("events_2d").withLookBack(Duration.ofDays(2)),
              FeatureSpec.recency("days")),
          LiveShop.FIELDS);

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void peopleComeByEventsAndGoByTime() {
    PCollectionTuple kept =
        pipeline
            .apply(
                TestStream.create(CODER)
                    .advanceWatermarkTo(hour(9))
                    .addElements(event("anna", 1, 10))
                    .advanceWatermarkTo(hour(24 * 3))
                    .advanceWatermarkTo(hour(24 * 10))
                    .addElements(event("anna", 2, 24 * 10 + 1))
                    .advanceWatermarkToInfinity())
            .apply(few());
    PAssert.that(texts(kept))
        .containsInAnyOrder(
            "1 anna entered here at 10 of {0}",
            "2 anna left here at 72 of {3} by time", "3 anna entered here at 241 of {0}");
    pipeline.run();
  }

  /** Early, on time, late and very late: nothing is ever dropped. */
  @Test
  public void everyClassOfLatenessCounts() {
    PCollectionTuple kept =
        pipeline
            .apply(
                TestStream.create(CODER)
                    .advanceWatermarkTo(hour(24 * 5))
                    .addElements(event("early", 1, 24 * 6 + 5), event("on-time", 2, 24 * 5 + 1))
                    .addElements(event("late", 3, 24 * 5 - 1))
                    .addElements(event("very-late", 4, 1))
                    .advanceWatermarkTo(hour(24 * 6 + 1))
                    .advanceWatermarkToInfinity())
            .apply(few());
    PAssert.that(texts(kept))
        .containsInAnyOrder(
            // Until its time has come the early event is counted, and nothing is recent.
            "1 early entered here at 144 of {0} by time",
            "1 on-time entered here at 121 of {0}", "1 late entered here at 119 of {1}");
    pipeline.run();
  }

  @Test
  public void aLateEventCorrectsWhatTimeHadSaid() {
    PCollectionTuple kept =
        pipeline
            .apply(
                TestStream.create(CODER)
                    .advanceWatermarkTo(hour(0))
                    .addElements(event("anna", 1, 1), event("anna", 2, 2))
                    .advanceWatermarkTo(hour(24 * 3 + 12))
                    .addElements(event("anna", 3, 24 * 3 - 1))
                    .advanceWatermarkToInfinity())
            .apply(
                UpdateProfiles.of(FEW)
                    .withAudiences(audiences("here", "days <= 2", "busy", "events_2d >= 1")));
    PAssert.that(texts(kept))
        .containsInAnyOrder(
            "1 anna entered here at 1 of {0}",
            "2 anna entered busy at 1 of {1}",
            "3 anna left busy at 48 of {0} by time",
            "4 anna left here at 72 of {3} by time",
            "5 anna entered here at 71 of {1} late",
            "6 anna entered busy at 71 of {1} late");
    pipeline.run();
  }

  @Test
  public void anEventOfTheFutureMovesNobodysTime() {
    PCollectionTuple kept =
        pipeline
            .apply(
                TestStream.create(CODER)
                    .advanceWatermarkTo(hour(1))
                    .addElements(event("anna", 1, 2))
                    .addElements(event("anna", 2, 24 * 365 * 60))
                    .advanceWatermarkTo(hour(24 * 3))
                    .advanceWatermarkToInfinity())
            .apply(few());
    PAssert.that(texts(kept))
        .containsInAnyOrder(
            "1 anna entered here at 2 of {0}", "2 anna left here at 72 of {3} by time");
    pipeline.run();
  }

  @Test
  public void theEndOfTheStreamIsNoPassingOfTime() {
    PCollectionTuple kept =
        pipeline
            .apply(
                TestStream.create(CODER)
                    .advanceWatermarkTo(hour(1))
                    .addElements(event("anna", 1, 2))
                    .advanceWatermarkToInfinity())
            .apply(few().withStates(States.AT_END));
    PAssert.that(texts(kept)).containsInAnyOrder("1 anna entered here at 2 of {0}");
    PAssert.that(states(kept)).containsInAnyOrder("anna [1, 1, 0] as of day 1 in [here]");
    pipeline.run();
  }

  @Test
  public void withAHorizonTimeGoesOnToIt() {
    PCollectionTuple kept =
        pipeline
            .apply(
                TestStream.create(CODER)
                    .addElements(event("anna", 1, 2), event("bert", 2, 24 * 9 + 1))
                    .advanceWatermarkToInfinity())
            .apply(
                few()
                    .withHorizon(LiveShop.START.plus(Duration.ofDays(10)))
                    .withStates(States.AT_END));
    PAssert.that(texts(kept))
        .containsInAnyOrder(
            "1 anna entered here at 2 of {0}",
            "2 anna left here at 72 of {3} by time", "1 bert entered here at 217 of {0}");
    PAssert.that(states(kept))
        .containsInAnyOrder(
            "anna [1, 0, 9] as of day 10 in []", "bert [1, 1, 0] as of day 10 in [here]");
    pipeline.run();
  }

  /** A runner may tell a watermark in the middle of files; it is not the time of anybody. */
  @Test
  public void inFilesTimeIsThatOfTheNewestEventOfAPerson() {
    PCollectionTuple kept =
        pipeline
            .apply(
                Create.timestamped(event("anna", 1, 10), event("bert", 2, 24 * 5 + 1))
                    .withCoder(CODER))
            .apply(few().withStates(States.AT_END));
    PAssert.that(texts(kept))
        .containsInAnyOrder(
            "1 anna entered here at 10 of {0}", "1 bert entered here at 121 of {0}");
    PAssert.that(states(kept))
        .containsInAnyOrder(
            "anna [1, 1, 0] as of day 1 in [here]", "bert [1, 1, 0] as of day 6 in [here]");
    pipeline.run();
  }

  @Test
  public void inFilesTooTimeGoesOnToAHorizon() {
    PCollectionTuple kept =
        pipeline
            .apply(
                Create.timestamped(event("anna", 1, 2), event("bert", 2, 24 * 9 + 1))
                    .withCoder(CODER))
            .apply(few().withHorizon(LiveShop.START.plus(Duration.ofDays(10))));
    PAssert.that(texts(kept))
        .containsInAnyOrder(
            "1 anna entered here at 2 of {0}",
            "2 anna left here at 72 of {3} by time", "1 bert entered here at 217 of {0}");
    pipeline.run();
  }

  @Test
  public void aConditionThatFailsForAnEventStopsNothing() {
    AggregateProfiles shared =
        AggregateProfiles.of(
            List.of(
                FeatureSpec.count("events"),
                FeatureSpec.count("shares")
                    .withWhere(
                        dev.catchment.rules.Rule.compile(
                            "shares",
                            "10 / int(properties.price) > 1",
                            LiveShop.FIELDS.schema(),
                            FieldType.BOOLEAN))),
            LiveShop.FIELDS);
    PCollectionTuple kept =
        pipeline
            .apply(
                Create.timestamped(
                        timed(KV.of("anna", LiveShop.event(1, 1, "Bought", 0.0, "toys"))),
                        timed(KV.of("anna", LiveShop.event(2, 2, "Bought", 5.0, "toys"))))
                    .withCoder(CODER))
            .apply(UpdateProfiles.of(shared).withStates(States.AT_END));
    PAssert.that(states(kept)).containsInAnyOrder("anna [2, 1] as of day 1 in []");
    pipeline.run();
  }

  @Test
  public void tellsWhatIsKnownWithEveryEvent() {
    PCollectionTuple kept =
        pipeline
            .apply(
                TestStream.create(CODER)
                    .advanceWatermarkTo(hour(1))
                    .addElements(event("anna", 1, 2))
                    .addElements(event("anna", 2, 3))
                    .advanceWatermarkToInfinity())
            .apply(few().withStates(States.ON_EVENT));
    PAssert.that(texts(kept)).containsInAnyOrder("1 anna entered here at 2 of {0}");
    PAssert.that(states(kept))
        .containsInAnyOrder(
            "anna [1, 1, 0] as of day 1 in [here]", "anna [2, 2, 0] as of day 1 in [here]");
    pipeline.run();
  }

  /** One person with half of all events, in random order: what comes out is what a batch makes. */
  @Test
  public void aHotPersonIsAsAnyOther() {
    Random random = new Random(11);
    List<Event> hot = LiveShop.randomEvents(random, 200, 30);
    TestStream.Builder<KV<String, Event>> stream =
        TestStream.create(CODER).advanceWatermarkTo(hour(0));
    List<KV<String, Event>> all = new ArrayList<>();
    for (int number = 0; number < hot.size(); number++) {
      all.add(KV.of("hot", hot.get(number)));
      all.add(KV.of("p" + number, hot.get(number)));
    }
    all.sort(Comparator.comparingLong(keyed -> keyed.getValue().timestamp()));
    for (int start = 0; start < all.size(); start += 100) {
      List<KV<String, Event>> some = all.subList(start, start + 100);
      for (KV<String, Event> keyed : some) {
        stream = stream.addElements(timed(keyed));
      }
      stream = stream.advanceWatermarkTo(timed(some.get(0)).getTimestamp());
    }
    long asOf = LiveShop.START.toEpochMilli() + Duration.ofDays(31).toMillis();
    PCollectionTuple kept =
        pipeline
            .apply(stream.advanceWatermarkToInfinity())
            .apply(
                UpdateProfiles.of(LiveShop.aggregate())
                    .withAudiences(LiveShop.audiences())
                    .withHorizon(java.time.Instant.ofEpochMilli(asOf))
                    .withStates(States.AT_END));
    List<String> expected = new ArrayList<>();
    all.stream()
        .collect(Collectors.groupingBy(KV::getKey))
        .forEach(
            (person, own) -> {
              Values features = LiveShop.batch(own.stream().map(KV::getValue).toList(), asOf);
              expected.add(
                  "%s %s as of day 31 in %s"
                      .formatted(person, features, LiveShop.members(features)));
            });
    PAssert.that(states(kept)).containsInAnyOrder(expected);
    pipeline.run();
  }

  @Test
  public void refusesAStepThatNoDayIsMadeOf() {
    UpdateProfiles update = UpdateProfiles.of(LiveShop.aggregate());
    assertThrows(IllegalArgumentException.class, () -> update.withStep(Duration.ofHours(5)));
    assertThrows(
        IllegalArgumentException.class, () -> update.withStep(Duration.ofMinutes(15)).mostBytes());
    assertThrows(
        IllegalArgumentException.class,
        () -> update.withHorizon(LiveShop.START.plus(Duration.ofHours(1))));
    assertThat(UpdateProfiles.of(FEW).mostBytes(), lessThan(20_000L));
  }

  private static UpdateProfiles few() {
    return UpdateProfiles.of(FEW).withAudiences(audiences("here", "days <= 2"));
  }

  private static List<AudienceRule> audiences(String... namesAndRules) {
    Schema schema = FEW.schema();
    List<AudienceRule> audiences = new ArrayList<>();
    for (int index = 0; index < namesAndRules.length; index += 2) {
      audiences.add(
          AudienceRule.of(
              namesAndRules[index],
              dev.catchment.rules.Rule.compile(
                  namesAndRules[index], namesAndRules[index + 1], schema, FieldType.BOOLEAN),
              schema));
    }
    return audiences;
  }

  private static Instant hour(int number) {
    return Instant.ofEpochMilli(LiveShop.START.toEpochMilli() + number * 3_600_000L);
  }

  private static TimestampedValue<KV<String, Event>> event(String person, int id, int hour) {
    return timed(KV.of(person, LiveShop.event(id, hour, "Viewed", null, null)));
  }

  private static TimestampedValue<KV<String, Event>> timed(KV<String, Event> keyed) {
    return TimestampedValue.of(keyed, Instant.ofEpochMilli(keyed.getValue().timestamp()));
  }

  private static PCollection<String> texts(PCollectionTuple kept) {
    return kept.get(UpdateProfiles.CHANGES)
        .apply(
            "Texts",
            MapElements.into(TypeDescriptors.strings())
                .via(
                    change ->
                        "%d %s %s %s at %d of %s%s%s"
                            .formatted(
                                change.sequence(),
                                change.profileId(),
                                change.entered() ? "entered" : "left",
                                change.audience(),
                                (change.at() - LiveShop.START.toEpochMilli()) / 3_600_000,
                                change.reason().toString().replace('[', '{').replace(']', '}'),
                                change.byTime() ? " by time" : "",
                                change.late() ? " late" : "")));
  }

  private static PCollection<String> states(PCollectionTuple kept) {
    return kept.get(UpdateProfiles.STATES)
        .apply(
            "States",
            MapElements.into(TypeDescriptors.strings())
                .via(
                    state ->
                        "%s %s as of day %d in %s"
                            .formatted(
                                state.profile().profileId(),
                                state.profile().features(),
                                (state.asOf() - LiveShop.START.toEpochMilli()) / 86_400_000,
                                state.audiences())));
  }
}
