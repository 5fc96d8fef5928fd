package dev.catchment.lookalike;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class TrainingTest {
  private static final List<String> NAMES = List.of("visits", "spend", "noise");

  /**
   * The rule of Bayes scores by (x₁ − x₂) of the standard normal features, whose mean differs by 2
   * and whose variance is 2. A fan is ahead of a person who is none with probability Φ(2 / √4) =
   * 0.841; of the others a part are fans themselves, of whom half are behind.
   */
  @Test
  public void comesCloseToTheRuleOfBayes() {
    double fansAmongOthers = 0.2 * 0.7 / (1 - 0.2 * 0.3);
    double bayes = (1 - fansAmongOthers) * 0.8413 + fansAmongOthers * 0.5;
    List<Person> people = People.fansAndOthers(20_000, 0.3, 1);
    LookalikeModel model = Training.fit(NAMES, People.sample(people, 100_000), 0);
    assertEquals(1, model.evaluation().folds());
    assertEquals(bayes, model.evaluation().auc(), 0.03);
    assertTrue(model.evaluation().isBetterThanChance());
    double[] scores = people.stream().mapToDouble(p -> model.score(p.values())).toArray();
    double[] truth =
        people.stream().mapToDouble(p -> p.values()[0] / 2 - p.values()[1] / 100).toArray();
    assertEquals(rankCorrelation(truth), rankCorrelation(scores), 0.01);
    assertEquals(List.of("noise"), names(model.drivers().subList(2, 3)));
    assertEquals(0, model.drivers().get(2).weight(), 0.1);
  }

  /** The area for fans, of whom every fifth person is one, seeds and others alike. */
  private static double rankCorrelation(double[] scores) {
    boolean[] fan = new boolean[5000];
    double[] first = new double[5000];
    for (int row = 0; row < 5000; row++) {
      fan[row] = row % 5 == 0;
      first[row] = scores[row];
    }
    return People.auc(first, fan);
  }

  @Test
  public void fewSeedsAreHeldOutEachOnce() {
    List<Person> people = People.fansAndOthers(2_000, 0.2, 2);
    long seeds = people.stream().filter(Person::isSeed).count();
    Evaluation evaluation = Training.fit(NAMES, People.sample(people, 9_999), 0).evaluation();
    assertEquals(5, evaluation.folds());
    assertEquals(seeds, evaluation.seeds());
    assertEquals(2_000 - seeds, evaluation.others());
    assertEquals(0.77, evaluation.auc(), 0.06);
  }

  /** A model is measured on people that it does not know: by heart it would know these. */
  @Test
  public void chanceIsNotTakenForSkill() {
    Random random = new Random(4);
    List<Person> people = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int index = 0; index < 400; index++) {
      people.add(Person.of("p" + index, index < 30, random.doubles(20).toArray()));
    }
    for (int feature = 0; feature < 20; feature++) {
      names.add("f" + feature);
    }
    LookalikeModel model = Training.fit(names, People.sample(people, 1000), 0);
    assertFalse(model.evaluation().isBetterThanChance());
    boolean[] seed = new boolean[400];
    double[] scores = new double[400];
    for (int index = 0; index < 400; index++) {
      seed[index] = people.get(index).isSeed();
      scores[index] = model.score(people.get(index).values());
    }
    assertTrue("by heart", People.auc(scores, seed) > 0.7);
  }

  /** The weights of a sample put the proportions of the table right. */
  @Test
  public void aSampleGivesAboutTheSameModel() {
    List<Person> people = People.fansAndOthers(40_000, 0.3, 3);
    LookalikeModel whole = Training.fit(NAMES, People.sample(people, 100_000), 0);
    LookalikeModel part = Training.fit(NAMES, People.sample(people, 2_000), 0);
    assertEquals(whole.seeds(), part.seeds());
    assertEquals(whole.others(), part.others());
    assertEquals(2_000, part.sampledSeeds());
    assertEquals(2_000, part.sampledOthers());
    assertEquals(whole.intercept(), part.intercept(), 0.1);
    for (int feature = 0; feature < 3; feature++) {
      assertEquals(
          whole.features().get(feature).weight(), part.features().get(feature).weight(), 0.1);
    }
    double seeds = people.stream().mapToDouble(p -> part.score(p.values())).sum();
    assertEquals("scores are shares of seeds", 1, seeds / part.seeds(), 0.06);
  }

  @Test
  public void constantAndMissingFeaturesCountForNothing() {
    List<Person> people = new ArrayList<>();
    for (Person person : People.fansAndOthers(500, 0.5, 5)) {
      people.add(Person.of(person.id(), person.isSeed(), person.values()[0], 7, Double.NaN));
    }
    LookalikeModel model =
        Training.fit(List.of("visits", "seven", "none"), People.sample(people, 999), 0);
    assertEquals(List.of("seven", "none"), model.constantFeatures());
    assertEquals(List.of("visits"), names(model.drivers()));
    assertEquals(model.score(new double[] {5, 7, 0}), model.score(new double[] {5, 9e9, 1}), 0);
    assertEquals(
        "a missing value counts as the mean",
        model.score(new double[] {model.features().get(0).mean(), 7, 0}),
        model.score(new double[] {Double.NaN, 7, 0}),
        0);
  }

  @Test
  public void peopleWhoAreAllTheSameAreRefused() {
    PeopleSample sample = new PeopleSample(100);
    for (int rank = 0; rank < 40; rank++) {
      sample.add(rank < 20, rank, new double[] {3});
    }
    LookalikeException e =
        assertThrows(LookalikeException.class, () -> Training.fit(List.of("visits"), sample, 0));
    assertEquals(
        "all people are the same in visits; name features in which they differ", e.getMessage());
  }

  @Test
  public void effectsAreToldInWords() {
    assertEquals(
        "each standard deviation (2.31) more multiplies the odds by 2.1",
        new Driver("orders", 4, 2.3123, Math.log(2.1), 5, 3).words());
    assertEquals(
        "each standard deviation (12300) more divides the odds by 1.5",
        new Driver("recency", 4, 12_345, -Math.log(1.5), 5, 3).words());
    assertEquals(
        "each standard deviation (1.23E+12) more multiplies the odds by 1",
        new Driver("time", 4, 1.2345e12, 0, 5, 3).words());
  }

  private static List<String> names(List<Driver> drivers) {
    return drivers.stream().map(Driver::name).toList();
  }
}
