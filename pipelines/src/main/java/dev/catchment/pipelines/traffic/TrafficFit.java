package dev.catchment.pipelines.traffic;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Fits traffic to counts: growth, a rhythm of the day, one of the week, and bursts.
 *
 * <p>A count is expected to be level · growth^time · weekday · part of the day · length, and to
 * spread like a Poisson number, or wider. The factors are those of the greatest likelihood, found
 * one after the other until nothing changes (a log-linear model: McCullagh and Nelder, "Generalized
 * linear models", chapter 6). A factor stays only when chance hardly explains it. Counts that are
 * far above what is expected are bursts, and the rest is fitted again without them. Holds about 60
 * bytes of each count.
 */
public final class TrafficFit {
  private static final double DAY = 86_400;
  private static final double HOUR = 3600;
  private static final int ROUNDS = 200;
  private static final double CLOSE = 1e-10;

  /** Weeks of history that tell a rhythm of the week from chance and from growth. */
  private static final int WEEKS = 2;

  /** Standard errors from nothing that growth must be. */
  private static final double ERRORS = 3;

  /** The least change over the history that counts as growth. */
  private static final double CHANGE = 0.05;

  private static final double BURST_FACTOR = 2;
  private static final double BURST_ERRORS = 6;
  private static final double MOST_BURSTS = 0.1;
  private static final int BURST_ROUNDS = 4;

  /** The median of the square of a standard normal number. */
  private static final double MEDIAN = 0.4549;

  private final List<Cell> cells;
  private final BitSet left;
  private final int[] days;
  private final int[] parts;
  private final double[] times;
  private double level;
  private double trend;
  private boolean hasTrend;
  private double[] dayFactors = {};
  private double[] partFactors = {};

  private TrafficFit(List<Cell> cells, BitSet left) {
    this.cells = cells;
    this.left = left;
    int count = cells.size();
    days = new int[count];
    parts = new int[count];
    times = new double[count];
    double finest = cells.stream().mapToDouble(Cell::seconds).min().orElseThrow();
    double part = Math.max(finest, HOUR);
    for (int cell = 0; cell < count; cell++) {
      double middle = cells.get(cell).middle();
      double seconds = cells.get(cell).seconds();
      times[cell] = middle / DAY;
      days[cell] = seconds > DAY ? -1 : Math.floorMod((long) Math.floor(middle / DAY) - 4, 7);
      parts[cell] = seconds >= DAY ? -1 : (int) ((middle - Math.floor(middle / DAY) * DAY) / part);
    }
    double origin = Arrays.stream(times).max().orElse(0);
    Arrays.setAll(times, cell -> times[cell] - origin);
  }

  /**
   * The traffic of a history.
   *
   * @param history the counts, in any order; a time of which nothing is known has none
   * @throws IllegalArgumentException when there is none, all are 0, or they are cut in lengths that
   *     fit into no day
   */
  public static FittedTraffic of(List<Cell> history) {
    checkArgument(!history.isEmpty(), "there is no count");
    checkArgument(
        history.stream().anyMatch(cell -> cell.count() > 0), "all %s counts are 0", history.size());
    List<Cell> cells = history.stream().sorted(Comparator.comparingLong(Cell::start)).toList();
    double finest = cells.stream().mapToDouble(Cell::seconds).min().orElseThrow();
    double fits = DAY / finest;
    checkArgument(
        finest >= DAY || Math.abs(fits - Math.rint(fits)) < 1e-6,
        "counts of %s s each do not fill a day",
        finest);
    BitSet bursts = new BitSet();
    for (int round = 0; ; round++) {
      BitSet left = new BitSet();
      left.set(0, cells.size());
      left.andNot(bursts);
      TrafficFit fit = new TrafficFit(cells, left);
      fit.fit();
      BitSet found = fit.bursts(finest);
      if (found.equals(bursts) || round == BURST_ROUNDS) {
        return fit.fitted(bursts);
      }
      bursts = found;
    }
  }

  private void fit() {
    boolean weeks = span() >= WEEKS * 7 && isCovered(days, 7, WEEKS);
    int size = Arrays.stream(parts).max().orElse(-1) + 1;
    boolean daily = size > 1 && isCovered(parts, size, 2);
    dayFactors = ones(weeks ? 7 : 0);
    partFactors = ones(daily ? size : 0);
    hasTrend = span() >= WEEKS * 7;
    solve();
    double spread = spread();
    boolean keepsDays = isSeen(days, dayFactors, spread);
    boolean keepsParts = isSeen(parts, partFactors, spread);
    boolean keepsTrend = hasTrend && isTrendSeen(spread);
    if (keepsDays != weeks || keepsParts != daily || keepsTrend != hasTrend) {
      dayFactors = ones(keepsDays ? 7 : 0);
      partFactors = ones(keepsParts ? size : 0);
      hasTrend = keepsTrend;
      trend = 0;
      solve();
    }
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The days from the first count to the last. */
  private double span() {
    return times[times.length - 1] - times[0];
  }

  private boolean isCovered(int[] index, int size, int least) {
    int[] seen = new int[size];
    for (int cell = left.nextSetBit(0); cell >= 0; cell = left.nextSetBit(cell + 1)) {
      if (index[cell] >= 0) {
        seen[index[cell]]++;
      }
    }
    return Arrays.stream(seen).allMatch(times -> times >= least);
  }

  /** Improves one factor after the other until the level stays. */
  private void solve() {
    level = 1;
    for (int round = 0; round < ROUNDS; round++) {
      double before = level;
      double trendBefore = trend;
      level *= sum(null, -1, true) / sum(null, -1, false);
      improve(days, dayFactors);
      improve(parts, partFactors);
      if (hasTrend) {
        improveTrend();
      }
      if (Math.abs(level - before) < CLOSE * level && Math.abs(trend - trendBefore) < CLOSE) {
        return;
      }
    }
  }

  private void improve(int[] index, double[] factors) {
    if (factors.length == 0) {
      return;
    }
    for (int place = 0; place < factors.length; place++) {
      double expected = sum(index, place, false);
      factors[place] *= expected > 0 ? sum(index, place, true) / expected : 1;
    }
    double mean = Arrays.stream(factors).average().orElse(1);
    Arrays.setAll(factors, place -> factors[place] / mean);
    level *= mean;
  }

  /** The sum of what came, or of what is expected, over one place of a rhythm or over all. */
  private double sum(int[] index, int place, boolean observed) {
    double sum = 0;
    for (int cell = left.nextSetBit(0); cell >= 0; cell = left.nextSetBit(cell + 1)) {
      if (index == null || index[cell] == place) {
        sum += observed ? cells.get(cell).count() : expected(cell);
      }
    }
    return sum;
  }

  private double expected(int cell) {
    return level
        * Math.exp(trend * times[cell])
        * factor(dayFactors, days[cell])
        * factor(partFactors, parts[cell])
        * cells.get(cell).seconds();
  }

  private static double factor(double[] factors, int place) {
    return factors.length == 0 || place < 0 ? 1 : factors[place];
  }

  /** A step of Newton's method for the exponent of growth, with the level free. */
  private void improveTrend() {
    double[] moments = moments();
    double score = 0;
    for (int cell = left.nextSetBit(0); cell >= 0; cell = left.nextSetBit(cell + 1)) {
      score += (cells.get(cell).count() - expected(cell)) * (times[cell] - moments[0]);
    }
    double step = moments[1] > 0 ? score / moments[1] : 0;
    double bounded = Math.max(-1 / span(), Math.min(1 / span(), step));
    trend += bounded;
    level *= Math.exp(-bounded * moments[0]);
  }

  /** The mean time, weighted by what is expected, and the sum of squares around it. */
  private double[] moments() {
    double weight = 0;
    double sum = 0;
    for (int cell = left.nextSetBit(0); cell >= 0; cell = left.nextSetBit(cell + 1)) {
      weight += expected(cell);
      sum += expected(cell) * times[cell];
    }
    double mean = sum / weight;
    double squares = 0;
    for (int cell = left.nextSetBit(0); cell >= 0; cell = left.nextSetBit(cell + 1)) {
      squares += expected(cell) * (times[cell] - mean) * (times[cell] - mean);
    }
    return new double[] {mean, squares};
  }

  /**
   * How many times as wide as Poisson numbers the counts spread, at least 1; bursts hardly count.
   */
  private double spread() {
    double[] squares =
        left.stream()
            .filter(cell -> expected(cell) > 0)
            .mapToDouble(
                cell -> {
                  double miss = cells.get(cell).count() - expected(cell);
                  return miss * miss / expected(cell);
                })
            .sorted()
            .toArray();
    return squares.length == 0 ? 1 : Math.max(1, squares[squares.length / 2] / MEDIAN);
  }

  /** Whether chance hardly makes a rhythm differ so much: a test of chi-square. */
  private boolean isSeen(int[] index, double[] factors, double spread) {
    if (factors.length == 0) {
      return false;
    }
    double distance = 0;
    for (int place = 0; place < factors.length; place++) {
      double flat = factors[place] > 0 ? sum(index, place, false) / factors[place] : 1;
      double miss = flat * (factors[place] - 1);
      distance += flat > 0 ? miss * miss / (spread * flat) : 0;
    }
    double freedom = factors.length - 1.0;
    return distance > freedom + ERRORS * Math.sqrt(2 * freedom);
  }

  private boolean isTrendSeen(double spread) {
    double error = Math.sqrt(spread / moments()[1]);
    return Math.abs(trend) > ERRORS * error && Math.abs(trend) * span() > Math.log1p(CHANGE);
  }

  /** The finest counts that are far above what is expected; none when there are too many. */
  private BitSet bursts(double finest) {
    double spread = spread();
    BitSet bursts = new BitSet();
    for (int cell = 0; cell < times.length; cell++) {
      double expected = expected(cell);
      double count = cells.get(cell).count();
      if (cells.get(cell).seconds() <= finest
          && finest < DAY
          && count > BURST_FACTOR * expected
          && count - expected > BURST_ERRORS * Math.sqrt(spread * expected)) {
        bursts.set(cell);
      }
    }
    if (bursts.cardinality() > MOST_BURSTS * times.length) {
      bursts.clear();
    }
    return bursts;
  }

  private FittedTraffic.Burst burst(BitSet bursts) {
    double seconds = 0;
    double count = 0;
    double expected = 0;
    int runs = 0;
    long end = Long.MIN_VALUE;
    for (int cell = bursts.nextSetBit(0); cell >= 0; cell = bursts.nextSetBit(cell + 1)) {
      Cell burst = cells.get(cell);
      runs += burst.start() > end ? 1 : 0;
      end = burst.end();
      seconds += burst.seconds();
      count += burst.count();
      expected += expected(cell);
    }
    double all = cells.stream().mapToDouble(Cell::seconds).sum();
    return new FittedTraffic.Burst(
        all / runs, seconds / runs, expected > 0 ? count / expected : BURST_FACTOR);
  }

  private FittedTraffic fitted(BitSet bursts) {
    Cell last = cells.get(cells.size() - 1);
    double toEnd = last.seconds() / 2 / DAY;
    return new FittedTraffic(
        level * Math.exp(trend * toEnd),
        last.end(),
        list(partFactors),
        list(dayFactors),
        Math.exp(trend),
        bursts.isEmpty() ? Optional.empty() : Optional.of(burst(bursts)),
        cells.size());
  }

  private static List<Double> list(double[] factors) {
    List<Double> list = new ArrayList<>();
    Arrays.stream(factors).forEach(list::add);
    return list;
  }
}
