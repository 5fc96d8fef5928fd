package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How close a run over a generated world came to the planted truth. A measure that is NaN is left
 * out of the report.
 *
 * @param identityPrecision of the pairs of identifiers joined, the share that belongs to one person
 * @param identityRecall of the pairs of identifiers of one person, the share that was joined
 * @param plantedBad bad records in the world
 * @param plantedBadFound those of them that were rejected
 * @param adjustedRand agreement of clusters and planted segments, 1 at best, about 0 by chance
 */
public record Score(
    double identityPrecision,
    double identityRecall,
    long plantedBad,
    long plantedBadFound,
    double adjustedRand) {
  public Score {
    checkArgument(
        plantedBadFound >= 0 && plantedBadFound <= plantedBad,
        "plantedBadFound is %s, must be 0 to plantedBad: %s",
        plantedBadFound,
        plantedBad);
  }
}
