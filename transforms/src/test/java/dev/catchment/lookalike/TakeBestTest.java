package dev.catchment.lookalike;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.Rule;
import org.junit.Test;

public class TakeBestTest {
  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void keepsTheHighestScoresAndOfEqualOnesTheFirstIds() {
    Random random = new Random(1);
    List<Scored> people = new ArrayList<>();
    for (int index = 0; index < 200; index++) {
      people.add(new Scored("p" + index, index < 120 ? 0.25 : random.nextInt(5) / 4.0));
    }
    List<Scored> sorted = new ArrayList<>(people);
    Collections.sort(sorted);
    check(people, sorted, "77", 6);
    check(people, sorted, "100", 1);
    check(people, sorted, "0.98", 6);
    check(people, sorted, "9999", 3);
    pipeline.run();
  }

  private void check(List<Scored> people, List<Scored> sorted, String reach, int parts) {
    PAssert.that(
            pipeline
                .apply("People " + reach, Create.of(people).withCoder(ScoredCoder.of()))
                .apply("Take " + reach, TakeBest.of(Reach.of(reach)).withParts(parts)))
        .containsInAnyOrder(sorted.subList(0, (int) Reach.of(reach).people(people.size())));
  }

  @Test
  public void aReachIsANumberOrAShare() {
    assertEquals(1000, Reach.of("1000").people(5_000));
    assertEquals(5_000, Reach.of("9999").people(5_000));
    assertEquals(29, Reach.of("0.29").people(100));
    assertEquals(4, Reach.of(".05").people(99));
    assertEquals(99, Reach.of("1.0").people(99));
    assertEquals(1, Reach.of("1").people(99));
    assertTrue(Reach.of("1.00").isEverybody());
    for (String wrong : List.of("0", "-1", "0.0", "1.1")) {
      assertThrows(IllegalArgumentException.class, () -> Reach.of(wrong));
    }
  }

  @Test
  public void aPlaceIsOrderedAsThePeopleAre() {
    List<Scored> people =
        List.of(
            new Scored("b", 1),
            new Scored("a", 0.5),
            new Scored("b", 0.5),
            new Scored("a", 0.125),
            new Scored("a", 1e-300),
            new Scored("a", 0));
    for (int i = 0; i < people.size(); i++) {
      for (int j = 0; j < people.size(); j++) {
        assertEquals(
            Integer.signum(people.get(i).compareTo(people.get(j))),
            Integer.signum(people.get(i).place().compareTo(people.get(j).place())));
      }
    }
  }
}
