package dev.catchment.lookalike;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** People that the tests of this package share. */
final class People {
  private People() {}

  /**
   * People of two populations, a fifth of them fans: normal in two features that differ by (1, -1)
   * between the populations, and in a third that does not. Seeds are a part of the fans, the others
   * everybody else.
   */
  static List<Person> fansAndOthers(int count, double seedShare, long seed) {
    Random random = new Random(seed);
    List<Person> people = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      boolean fan = index % 5 == 0;
      double shift = fan ? 1 : 0;
      people.add(
          Person.of(
              "p" + index,
              fan && random.nextDouble() < seedShare,
              5 + 2 * (random.nextGaussian() + shift),
              100 * (random.nextGaussian() - shift),
              random.nextGaussian()));
    }
    return people;
  }

  /** All of them in a sample, ranked by their hash codes. */
  static PeopleSample sample(List<Person> people, int limit) {
    PeopleSample sample = new PeopleSample(limit);
    people.forEach(
        person -> sample.add(person.isSeed(), rank(person.id().hashCode()), person.values()));
    return sample;
  }

  private static long rank(long key) {
    return new Random(key).nextLong();
  }

  /** The area under the ROC curve, pair by pair. */
  static double auc(double[] scores, boolean[] seed) {
    double ordered = 0;
    double pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (seed[i] && !seed[j]) {
          pairs++;
          ordered += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return ordered / pairs;
  }
}
