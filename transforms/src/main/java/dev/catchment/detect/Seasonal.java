package dev.catchment.detect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.apache.beam.sdk.coders.Coder;

/**
 * Alerts when a value is far from those at the same hour of the day, or of the week. Each hour has
 * a centre and a mean deviation from it, exponentially weighted over about 50 values; a value
 * farther than {@value #FARTHEST} deviations moves both as if it were that far once the hour is
 * judged, as in Huber's M-estimation (Robust Statistics, 1981), so that outliers leave hardly a
 * trace and a new rhythm is learned in time.
 *
 * <p>The distance is told in standard deviations of a normal distribution, 1.2533 mean deviations;
 * the deviation of an hour counts at least a tenth of the mean one of all hours, so that an hour
 * that happened to be calm does not alert at trifles. An hour is judged once it has seen as many
 * values as {@code learn} says. Values count in the order in which they come; late and duplicate
 * ones go to their hour as others do.
 *
 * <p>Remembers 24 or 168 hours: at most 22 bytes each.
 */
public final class Seasonal implements Detector<SeasonalState> {
  private static final long serialVersionUID = 1;
  private static final double FARTHEST = 4;
  private static final double SHARE = 1.0 / 50;
  private static final double LEAST = 0.1;
  private static final double DEVIATION = 1.2533;

  private final boolean week;
  private final String zone;
  private final double limit;
  private final int learn;

  /**
   * A detector of values that are unusual for their hour.
   *
   * @param week whether hours of the week are told apart, not only those of the day
   * @param zone whose hours are meant
   * @param limit the largest distance that is allowed, in standard deviations
   * @param learn how many values an hour sees before it is judged
   */
  public Seasonal(boolean week, ZoneId zone, double limit, int learn) {
    this.week = week;
    this.zone = zone.getId();
    this.limit = limit;
    this.learn = learn;
  }

  static Seasonal of(Settings settings) {
    String period = settings.text("period", "day");
    DetectorException.check(
        period.equals("day") || period.equals("week"),
        "period",
        "period of the detector seasonal is %s; it must be day or week",
        period);
    String zone = settings.text("zone", "UTC");
    try {
      return new Seasonal(
          period.equals("week"),
          ZoneId.of(zone),
          settings.number("limit", 5, 0.1, 1000),
          settings.count("learn", 5, 2, 1_000_000));
    } catch (DateTimeException e) {
      throw new DetectorException(
          "zone",
          "zone of the detector seasonal is %s; it must be one such as Europe/Berlin or UTC"
              .formatted(zone));
    }
  }

  @Override
  public SeasonalState create() {
    return new SeasonalState(week ? 7 * 24 : 24);
  }

  @Override
  public Verdict take(SeasonalState state, long timeMillis, double[] values) {
    if (!Double.isFinite(values[0])) {
      return Verdict.UNKNOWN;
    }
    double value = Bounds.within(values[0]);
    int slot = slot(timeMillis);
    boolean known = state.centres.count(slot) >= learn;
    double centre = state.centres.mean(slot);
    double deviation =
        Math.max(state.deviations.mean(slot), known ? LEAST * meanDeviation(state) : 0);
    double difference = value - centre;
    learn(state, slot, value, difference, known ? deviation : 0);
    if (!known) {
      return Verdict.UNKNOWN;
    }
    double distance = difference == 0 ? 0 : Math.abs(difference) / (DEVIATION * deviation);
    double score = Verdict.score(distance, limit);
    if (distance <= limit) {
      return Verdict.calm(score, centre);
    }
    return Verdict.alert(
        score,
        centre,
        Words.distance(value, centre, distance)
            + (week ? " for this hour of the week" : " for this hour of the day"));
  }

  private static void learn(
      SeasonalState state, int slot, double value, double difference, double deviation) {
    boolean first = state.centres.count(slot) == 0;
    double most = deviation > 0 ? FARTHEST * deviation : Math.abs(difference);
    double step = Math.max(-most, Math.min(most, difference));
    state.centres.learn(slot, first ? value : value - difference + step, SHARE);
    if (!first) {
      state.deviations.learn(slot, Math.abs(step), SHARE);
    }
  }

  private static double meanDeviation(SeasonalState state) {
    double sum = 0;
    int known = 0;
    for (int slot = 0; slot < state.deviations.size(); slot++) {
      if (state.deviations.count(slot) > 0) {
        sum += state.deviations.mean(slot);
        known++;
      }
    }
    return sum / known;
  }

  private int slot(long timeMillis) {
    ZonedDateTime time = Instant.ofEpochMilli(timeMillis).atZone(ZoneId.of(zone));
    return (week ? 24 * (time.getDayOfWeek().getValue() - 1) : 0) + time.getHour();
  }

  @Override
  public Coder<SeasonalState> coder() {
    return new SeasonalState.StateCoder();
  }
}
