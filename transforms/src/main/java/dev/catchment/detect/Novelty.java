package dev.catchment.detect;

import org.apache.beam.sdk.coders.Coder;

/**
 * The default detector: alerts when a series is in a state unlike every one that it has been in,
 * with one setting for all series. Sees spikes, jumps, new levels, missing and misshapen days,
 * bursts and calms, as far as they are new; what is usual in a series, spikes for example, it
 * learns.
 *
 * <p>A state has five sides, see {@link NoveltyView}: the value, the step, the residual against the
 * time of day (UTC, by the quarter of an hour), the trend and the roughness. The distance of two
 * states is that of the side in which they differ most, in standard deviations of that side. A
 * state farther than {@value #RADIUS} from all known ones is new, and then known: leader clustering
 * (Hartigan, Clustering Algorithms, 1975, chapter 3) as adaptive resonance theory uses it
 * (Carpenter and Grossberg, 1987). Three views do this side by side, which look back half as far,
 * as far and twice as far; the mean of what they say is the score, {@link Verdict#LIMIT} where a
 * state is just new.
 *
 * <p>One alert tells of one event: within {@value #QUIET} values after an alert there is no other.
 * And a series in which everything is always new tells nothing: each alert raises the limit by
 * {@value #RAISE} of itself, which fades over {@value #FADING} values.
 *
 * <p>The first {@value #LEARN} values are not judged. Values count in the order in which they come;
 * times only say the time of day, so that late values, duplicate stamps and gaps do no harm. In a
 * constant series any other value is new. A drift so slow that each state is like the one before is
 * not seen; {@link Cusum} and {@link EwmaChart} are for that.
 *
 * <p>Remembers at most {@value NoveltyView#STATES} states of 45 bytes per view and 96 slots of a
 * day: about 11 kB.
 */
public final class Novelty implements Detector<NoveltyState> {
  private static final long serialVersionUID = 1;

  private static final double RADIUS = 1.8;
  private static final int QUIET = 100;
  private static final int LEARN = 150;
  private static final double RAISE = 0.2;
  private static final double FADING = 1500;
  private static final int KNOWN_SLOT = 3;
  private static final double SLOT_SHARE = 1.0 / 30;
  private static final long DAY = 86_400_000;
  private static final long SLOT = DAY / 96;

  private static final String[] SIDES = {
    "the value is",
    "the step is",
    "the value for this time of day is",
    "the trend is",
    "the variation is"
  };

  static Novelty of(Settings settings) {
    return new Novelty();
  }

  @Override
  public NoveltyState create() {
    return new NoveltyState();
  }

  @Override
  public Verdict take(NoveltyState state, long timeMillis, double[] values) {
    if (!Double.isFinite(values[0])) {
      return Verdict.UNKNOWN;
    }
    double value = Bounds.within(values[0]);
    int slot = (int) (Math.floorMod(timeMillis, DAY) / SLOT);
    NoveltyView middle = state.views[1];
    boolean rhythm = state.day.count(slot) >= KNOWN_SLOT;
    double expected = middle.expected();
    double residual = rhythm ? value - state.day.mean(slot) : Double.NaN;
    state.day.learn(slot, value, SLOT_SHARE);
    double total = 0;
    for (NoveltyView view : state.views) {
      total += Verdict.score(view.take(value, residual, RADIUS), RADIUS);
    }
    double mean = total / state.views.length;
    state.raised *= Math.exp(-1 / FADING);
    double score = mean / (mean + (1 - mean) * (1 + state.raised));
    boolean quiet = state.taken > state.quiet && state.quiet < QUIET;
    state.taken++;
    state.quiet++;
    if (state.taken <= LEARN) {
      return Verdict.UNKNOWN;
    }
    if (quiet) {
      return Verdict.calm(score / 2, expected);
    }
    if (score < Verdict.LIMIT) {
      return Verdict.calm(score, expected);
    }
    state.quiet = 0;
    state.raised += RAISE;
    return Verdict.alert(score, expected, reason(values[0], expected, middle.side()));
  }

  private static String reason(double value, double expected, int side) {
    return "%s after values of about %s: %s unlike any seen so far"
        .formatted(Words.number(value), Words.number(expected), SIDES[side]);
  }

  @Override
  public Coder<NoveltyState> coder() {
    return new NoveltyState.StateCoder();
  }
}
