package dev.catchment.lookalike;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Trains a model that tells the seeds from the other people of a bounded table. The output is one
 * {@link LookalikeModel}.
 *
 * <p>One pass over the people: each bundle keeps the seeds and the others of lowest hash of id and
 * seed, at most {@value #MOST_PEOPLE} of each and {@value #MOST_VALUES} values; merged they are a
 * sample that depends on the people alone, or all of them where there are not more. One worker
 * trains on it in memory by Newton's method (see {@link LogisticRegression}), so that the same
 * people give the same model to the last bit, whatever their order, the bundles and the runner.
 *
 * <p>Memory: 320 MB for the sample at most, on the worker that trains and, while it grows, in each
 * worker thread.
 *
 * <p>Throws {@link LookalikeException} where there are fewer seeds, others or people reached than
 * the minimum, or no feature tells people apart.
 */
public final class TrainLookalike
    extends PTransform<PCollection<Person>, PCollection<LookalikeModel>> {
  /** The smallest minimum: with fewer seeds a model can be neither trained nor measured. */
  public static final int LEAST_MINIMUM = 10;

  private static final long serialVersionUID = 1;
  private static final int MOST_PEOPLE = 100_000;
  private static final int MOST_VALUES = 10_000_000;

  private final List<String> features;
  private final long seed;
  private final int minimum;
  private final Reach reach;
  private final int sampleSize;

  private TrainLookalike(
      List<String> features, long seed, int minimum, Reach reach, int sampleSize) {
    this.features = List.copyOf(features);
    this.seed = seed;
    this.minimum = minimum;
    this.reach = reach;
    this.sampleSize = sampleSize;
  }

  /** Training on features of these names, in the order of a person's values: seed 0, minimum 50. */
  public static TrainLookalike on(List<String> features) {
    checkArgument(!features.isEmpty(), "there are no features");
    int size = Math.min(MOST_PEOPLE, MOST_VALUES / features.size());
    return new TrainLookalike(features, 0, 50, Reach.everybody(), size);
  }

  /** The seed of the sample. */
  public TrainLookalike withSeed(long value) {
    return new TrainLookalike(features, value, minimum, reach, sampleSize);
  }

  /** The fewest seeds, and the fewest people reached, at least {@value #LEAST_MINIMUM}. */
  public TrainLookalike withMinimum(int people) {
    checkArgument(
        people >= LEAST_MINIMUM, "minimum=%s, must be at least %s", people, LEAST_MINIMUM);
    return new TrainLookalike(features, seed, people, reach, sampleSize);
  }

  /** How many people are to be found. */
  public TrainLookalike withReach(Reach wanted) {
    return new TrainLookalike(features, seed, minimum, wanted, sampleSize);
  }

  /** The most seeds, and the most others, that are trained on. */
  public TrainLookalike withSampleSize(int people) {
    checkArgument(
        people >= LEAST_MINIMUM, "sampleSize=%s, must be at least %s", people, LEAST_MINIMUM);
    return new TrainLookalike(features, seed, minimum, reach, people);
  }

  @Override
  public PCollection<LookalikeModel> expand(PCollection<Person> people) {
    PeopleSampleCoder coder = new PeopleSampleCoder();
    PCollection<PeopleSample> nobody =
        people
            .getPipeline()
            .apply("Nobody", Create.of(new PeopleSample(sampleSize)).withCoder(coder));
    return PCollectionList.of(
            people
                .apply("Sample bundles", ParDo.of(new SampleFn(seed, sampleSize)))
                .setCoder(coder))
        .and(nobody)
        .apply("Samples", Flatten.pCollections())
        .apply("Merge", Combine.globally(new MergeSamples(sampleSize)).withoutDefaults())
        .setCoder(coder)
        .apply("Train", ParDo.of(new TrainFn(this)))
        .setCoder(LookalikeModelCoder.of());
  }

  private LookalikeModel train(PeopleSample sample) {
    long seeds = sample.people(true);
    long others = sample.people(false);
    LookalikeException.check(
        seeds >= minimum,
        "%s of the seeds are in the table, fewer than the minimum of %s that keeps people from being singled out; give more seeds, or see that their ids are those of the table",
        seeds,
        minimum);
    LookalikeException.check(
        others > 0, "all %s people of the table are seeds; give a table with others, too", seeds);
    LookalikeException.check(
        reach.people(others) >= minimum,
        "%s of the %s people who are no seeds would be found, fewer than the minimum of %s; raise the reach",
        reach.people(others),
        others,
        minimum);
    return Training.fit(features, sample, seed);
  }

  private static final class SampleFn extends DoFn<Person, PeopleSample> {
    private static final long serialVersionUID = 1;

    private final long seed;
    private final int size;
    private transient PeopleSample sample;

    SampleFn(long seed, int size) {
      this.seed = seed;
      this.size = size;
    }

    @StartBundle
    public void start() {
      sample = new PeopleSample(size);
    }

    @ProcessElement
    public void add(@Element Person person) {
      long rank =
          Hashing.farmHashFingerprint64()
              .newHasher()
              .putLong(seed)
              .putString(person.id(), StandardCharsets.UTF_8)
              .hash()
              .asLong();
      sample.add(person.isSeed(), rank, person.values());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      context.output(sample, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      sample = null;
    }
  }

  private static final class TrainFn extends DoFn<PeopleSample, LookalikeModel> {
    private static final long serialVersionUID = 1;

    private final TrainLookalike settings;

    TrainFn(TrainLookalike settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void train(@Element PeopleSample sample, OutputReceiver<LookalikeModel> model) {
      model.output(settings.train(sample));
    }
  }
}
