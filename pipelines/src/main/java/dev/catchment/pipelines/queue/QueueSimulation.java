package dev.catchment.pipelines.queue;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.traffic.Arrivals;
import dev.catchment.pipelines.traffic.ConstantTraffic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A simulation of workers that serve one or more lines, event by event: a free worker takes the
 * event that has waited longest in the first line that is not empty, and finishes it before it
 * takes another (non-preemptive priorities).
 *
 * <p>Arrivals, lines and service times come from streams of chance of their own, so that another
 * number of workers meets the same events. Not thread-safe; holds 16 bytes of each event.
 */
public final class QueueSimulation {
  /** The share of events at the start that are left out: the queue is empty then. */
  private static final double WARM_UP = 0.1;

  private static final int FEWEST = 200_000;
  private static final int MOST = 2_000_000;

  /** Events of a run by those that pass while a queue forgets. */
  private static final double LENGTHS = 20.0 * BatchMeans.BATCHES;

  private record Waiting(double arrival, double service) {}

  private final List<Times> times = new ArrayList<>();
  private final List<ArrayDeque<Waiting>> waiting = new ArrayList<>();
  private final PriorityQueue<Double> ends = new PriorityQueue<>();
  private int free;

  private QueueSimulation(int lines, int workers) {
    for (int line = 0; line < lines; line++) {
      times.add(new Times());
      waiting.add(new ArrayDeque<>());
    }
    free = workers;
  }

  /**
   * How many events show the long run of a queue: the correlation of waits dies away within about
   * u/(1-√u)² events (Whitt, "Planning queueing simulations", 1989), of which each batch gets
   * twenty; at least 200,000 and at most 2 million.
   */
  public static int events(double utilisation) {
    double root = 1 - Math.sqrt(utilisation);
    return (int) Math.min(MOST, Math.max(FEWEST, LENGTHS * utilisation / (root * root)));
  }

  /**
   * Simulates events that arrive as Poisson processes.
   *
   * @param lines the lines, the one that goes first first
   * @param workers the number of workers, more than the load
   * @param events the number of events of all lines, at least 1
   * @return the times of each line
   */
  public static List<Times> of(List<Line> lines, int workers, int events, long seed) {
    double utilisation = lines.stream().mapToDouble(Line::load).sum() / workers;
    checkArgument(utilisation < 1, "utilisation is %s; the queue has no end", utilisation);
    double rate = lines.stream().mapToDouble(Line::rate).sum();
    Arrivals arrivals = Arrivals.poisson(new ConstantTraffic(rate), seed);
    return of(lines, arrivals, workers, events, (int) (events * WARM_UP), seed);
  }

  /** Simulates the first events of any arrivals, from an empty queue on, in one line. */
  public static Times of(
      ServiceTime service, Arrivals arrivals, int workers, int events, long seed) {
    return of(List.of(new Line(1, service)), arrivals, workers, events, 0, seed).get(0);
  }

  private static List<Times> of(
      List<Line> lines, Arrivals arrivals, int workers, int events, int warmUp, long seed) {
    double[] rates = lines.stream().mapToDouble(Line::rate).toArray();
    Draws choice = Draws.of(seed, Purpose.LINES, 0);
    Draws service = Draws.of(seed, Purpose.SERVICE, 0);
    QueueSimulation simulation = new QueueSimulation(rates.length, workers);
    for (int event = 0; event < events; event++) {
      int line = rates.length == 1 ? 0 : choice.weighted(rates);
      simulation.arrive(line, arrivals.next(), lines.get(line).service().draw(service));
      if (event + 1 == warmUp) {
        simulation.times.forEach(Times::clear);
      }
    }
    simulation.advance(Double.POSITIVE_INFINITY);
    return simulation.times;
  }

  private void arrive(int line, double time, double service) {
    advance(time);
    if (free > 0) {
      free--;
      begin(line, time, new Waiting(time, service));
    } else {
      waiting.get(line).add(new Waiting(time, service));
    }
  }

  /** Ends what ends up to a time, and begins what waits for it. */
  private void advance(double time) {
    while (!ends.isEmpty() && ends.peek() <= time) {
      double end = ends.poll();
      int line = 0;
      while (line < waiting.size() && waiting.get(line).isEmpty()) {
        line++;
      }
      if (line == waiting.size()) {
        free++;
      } else {
        begin(line, end, waiting.get(line).poll());
      }
    }
  }

  private void begin(int line, double time, Waiting event) {
    ends.add(time + event.service);
    times.get(line).add(time - event.arrival, event.service);
  }
}
