package dev.catchment.lookalike;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.common.base.Throwables;
import dev.catchment.shuffle.CombineFnLaws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.Rule;
import org.junit.Test;

public class TrainLookalikeTest {
  private static final List<String> NAMES = List.of("visits", "spend", "noise");

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void theOrderOfThePeopleAndTheirBundlesDoNotMatter() {
    List<Person> people = People.fansAndOthers(1_500, 0.4, 6);
    List<Person> shuffled = new ArrayList<>(people);
    Collections.shuffle(shuffled, new Random(1));
    TrainLookalike training = TrainLookalike.on(NAMES).withSeed(5).withSampleSize(100);
    PCollection<LookalikeModel> one = in(people, "one").apply("Train one", training);
    PCollection<LookalikeModel> other =
        PCollectionList.of(in(shuffled.subList(0, 300), "a"))
            .and(in(shuffled.subList(300, 1_500), "b"))
            .apply(Flatten.pCollections())
            .apply("Train other", training);
    PAssert.that(PCollectionList.of(one).and(other).apply("Both", Flatten.pCollections()))
        .satisfies(
            models -> {
              List<LookalikeModel> both = new ArrayList<>();
              models.forEach(both::add);
              assertEquals(2, both.size());
              assertEquals(both.get(0), both.get(1));
              assertEquals(100, both.get(0).sampledSeeds());
              assertEquals(1_500, both.get(0).seeds() + both.get(0).others());
              return null;
            });
    pipeline.run();
  }

  @Test
  public void tooFewSeedsAreRefused() {
    assertRefused(
        People.fansAndOthers(200, 0.5, 7),
        TrainLookalike.on(NAMES),
        "of the seeds are in the table, fewer than the minimum of 50");
  }

  @Test
  public void aTableOfSeedsAloneIsRefused() {
    List<Person> seeds =
        People.fansAndOthers(60, 0, 8).stream()
            .map(person -> Person.of(person.id(), true, person.values()))
            .toList();
    assertRefused(seeds, TrainLookalike.on(NAMES), "all 60 people of the table are seeds");
  }

  @Test
  public void anEmptyTableIsRefused() {
    assertRefused(List.of(), TrainLookalike.on(NAMES), "0 of the seeds are in the table");
  }

  @Test
  public void aReachBelowTheMinimumIsRefused() {
    assertRefused(
        People.fansAndOthers(600, 0.9, 9),
        TrainLookalike.on(NAMES).withReach(Reach.of("0.01")),
        "people who are no seeds would be found, fewer than the minimum of 50; raise the reach");
  }

  @Test
  public void aMinimumThatProtectsNobodyIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> TrainLookalike.on(NAMES).withMinimum(9));
  }

  @Test
  public void samplesObeyTheLawsOfMerging() throws Exception {
    List<PeopleSample> ones = new ArrayList<>();
    for (int index = 0; index < 90; index++) {
      PeopleSample one = new PeopleSample(7);
      one.add(index % 3 == 0, index / 4 * 31 % 17, new double[] {index, -index});
      ones.add(one);
    }
    CombineFnLaws.check(new MergeSamples(7), ones, new PeopleSampleCoder());
  }

  private void assertRefused(List<Person> people, TrainLookalike training, String message) {
    in(people, "people").apply(training);
    RuntimeException failure = assertThrows(RuntimeException.class, pipeline::run);
    assertTrue(
        failure.toString(),
        Throwables.getCausalChain(failure).stream()
            .anyMatch(e -> e instanceof LookalikeException && e.getMessage().contains(message)));
  }

  private PCollection<Person> in(List<Person> people, String name) {
    return pipeline.apply(name, Create.of(people).withCoder(PersonCoder.of()));
  }
}
