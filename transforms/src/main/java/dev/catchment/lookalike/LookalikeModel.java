package dev.catchment.lookalike;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;

/**
 * How like the seeds a person is, by a logistic model on standardised features, and how good the
 * model is. Immutable; {@link LookalikeJson} stores it.
 *
 * @param kind {@value #KIND}
 * @param version the version of the format
 * @param seeds the seeds in the table
 * @param others the other people in the table
 * @param sampledSeeds the seeds that the model was trained on
 * @param sampledOthers the others that it was trained on
 * @param seed the seed of the sample
 * @param penalty the L2 penalty of the training
 * @param intercept the logarithm of the odds of a person who is average in every feature
 * @param features the features in the order of a row's values
 * @param evaluation how well it tells seeds from others
 */
public record LookalikeModel(
    @JsonProperty("kind") String kind,
    @JsonProperty("version") int version,
    @JsonProperty("seeds") long seeds,
    @JsonProperty("others") long others,
    @JsonProperty("sampledSeeds") long sampledSeeds,
    @JsonProperty("sampledOthers") long sampledOthers,
    @JsonProperty("seed") long seed,
    @JsonProperty("penalty") double penalty,
    @JsonProperty("intercept") double intercept,
    @JsonProperty("features") List<Driver> features,
    @JsonProperty("evaluation") Evaluation evaluation) {
  /** What tells the file of such a model from that of another. */
  public static final String KIND = "lookalike";

  /** The version of the format that is written, and the only one that is read. */
  public static final int VERSION = 1;

  public LookalikeModel {
    checkArgument(kind.equals(KIND), "the kind is %s, must be %s", kind, KIND);
    checkArgument(version == VERSION, "version is %s, this program reads %s", version, VERSION);
    checkArgument(Double.isFinite(intercept), "the intercept is not finite");
    checkArgument(!features.isEmpty(), "there are no features");
    features = List.copyOf(features);
  }

  /**
   * The share of seeds among people like this one, 0 to 1.
   *
   * @param values the raw features, as many as the model has; a missing value counts as the mean
   */
  public double score(double[] values) {
    checkArgument(
        values.length == features.size(), "%s values, must be %s", values.length, features.size());
    double logit = intercept;
    for (int feature = 0; feature < values.length; feature++) {
      logit += features.get(feature).contribution(values[feature]);
    }
    return LogisticModel.logistic(logit);
  }

  /** The features that count, the strongest first. */
  public List<Driver> drivers() {
    return features.stream()
        .filter(feature -> !feature.isConstant())
        .sorted(
            Comparator.comparingDouble((Driver feature) -> -Math.abs(feature.weight()))
                .thenComparing(Driver::name))
        .toList();
  }

  /** The names of the features that are the same for all people. */
  public List<String> constantFeatures() {
    return features.stream().filter(Driver::isConstant).map(Driver::name).toList();
  }
}
