package dev.catchment.lookalike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Trains a {@link LookalikeModel} on a sample of people and measures it on people held out.
 *
 * <p>Every person of the sample stands for as many as there are for one in it, seeds and others
 * apart, so that the model has the proportions of the table. To measure, the people are cut into
 * five folds by rank, which is by hash; a model trained on four is measured on the fifth. With
 * {@value #ENOUGH_SEEDS} sampled seeds one fold is enough, with fewer each is held out once.
 */
final class Training {
  /** From so many on, a fifth of the seeds gives a steady curve. */
  static final int ENOUGH_SEEDS = 1000;

  private static final int FOLDS = 5;
  private static final double PENALTY = 1;

  private final List<String> names;
  private final PeopleSample sample;
  private final double[][] raw;
  private final boolean[] seed;
  private final double[] weights;
  private final Standardizer standardizer;
  private final double[][] rows;

  private Training(List<String> names, PeopleSample sample) {
    this.names = names;
    this.sample = sample;
    double[][] seeds = sample.rows(true);
    double[][] others = sample.rows(false);
    raw = Arrays.copyOf(seeds, seeds.length + others.length);
    System.arraycopy(others, 0, raw, seeds.length, others.length);
    seed = new boolean[raw.length];
    weights = new double[raw.length];
    for (int row = 0; row < raw.length; row++) {
      seed[row] = row < seeds.length;
      int kept = seed[row] ? seeds.length : others.length;
      weights[row] = (double) sample.people(seed[row]) / kept;
    }
    standardizer = Standardizer.fit(raw, weights);
    rows = Arrays.stream(raw).map(standardizer::apply).toArray(double[][]::new);
  }

  /**
   * The model of a sample with at least five seeds and five others.
   *
   * @param names the features, in the order of a row's values
   * @param randomSeed what the ranks were drawn from
   */
  static LookalikeModel fit(List<String> names, PeopleSample sample, long randomSeed) {
    return new Training(names, sample).model(randomSeed);
  }

  private LookalikeModel model(long randomSeed) {
    LookalikeException.check(
        !standardizer.isConstant(),
        "all people are the same in %s; name features in which they differ",
        String.join(", ", names));
    int[] all = IntStream.range(0, rows.length).toArray();
    LogisticModel fitted = fit(all, LogisticRegression.evenOdds(names.size()));
    return new LookalikeModel(
        LookalikeModel.KIND,
        LookalikeModel.VERSION,
        sample.people(true),
        sample.people(false),
        sample.entries(true).length,
        sample.entries(false).length,
        randomSeed,
        PENALTY,
        fitted.intercept(),
        drivers(fitted),
        evaluation(fitted));
  }

  private List<Driver> drivers(LogisticModel fitted) {
    double[] seedMeans = means(true);
    double[] otherMeans = means(false);
    List<Driver> drivers = new ArrayList<>();
    for (int feature = 0; feature < names.size(); feature++) {
      drivers.add(
          new Driver(
              names.get(feature),
              standardizer.mean(feature),
              standardizer.deviation(feature),
              standardizer.deviation(feature) > 0 ? fitted.weight(feature) : 0,
              seedMeans[feature],
              otherMeans[feature]));
    }
    return drivers;
  }

  private double[] means(boolean seeds) {
    double[][] group = sample.rows(seeds);
    double[] ones = new double[group.length];
    Arrays.fill(ones, 1);
    return Standardizer.means(group, ones);
  }

  private Evaluation evaluation(LogisticModel start) {
    int sampledSeeds = sample.entries(true).length;
    ReachCurve curve = new ReachCurve();
    for (int fold = 0; fold < (sampledSeeds < ENOUGH_SEEDS ? FOLDS : 1); fold++) {
      int heldOut = fold;
      int[] trained = of(row -> row % FOLDS != heldOut, sampledSeeds);
      int[] tested = of(row -> row % FOLDS == heldOut, sampledSeeds);
      LogisticModel model = fit(trained, start);
      curve.add(
          Arrays.stream(tested).mapToDouble(row -> model.logit(rows[row])).toArray(),
          seeds(tested),
          weights(tested));
    }
    return curve.evaluation();
  }

  /** The rows of which the number among the seeds, or among the others, has a property. */
  private int[] of(IntPredicate chosen, int sampledSeeds) {
    return IntStream.range(0, rows.length)
        .filter(row -> chosen.test(seed[row] ? row : row - sampledSeeds))
        .toArray();
  }

  private LogisticModel fit(int[] chosen, LogisticModel start) {
    return LogisticRegression.fit(
        Arrays.stream(chosen).mapToObj(row -> rows[row]).toArray(double[][]::new),
        seeds(chosen),
        weights(chosen),
        PENALTY,
        start);
  }

  private boolean[] seeds(int[] chosen) {
    boolean[] seeds = new boolean[chosen.length];
    for (int index = 0; index < chosen.length; index++) {
      seeds[index] = seed[chosen[index]];
    }
    return seeds;
  }

  private double[] weights(int[] chosen) {
    return Arrays.stream(chosen).mapToDouble(row -> weights[row]).toArray();
  }
}
