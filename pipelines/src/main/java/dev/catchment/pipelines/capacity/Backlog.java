package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.traffic.Traffic;

/**
 * The longest backlog of a time when events are served at a steady pace: a fluid, in steps of at
 * most a minute that no knot of the traffic falls into.
 *
 * @param events the most events that wait
 * @param at when they do, seconds since the start
 * @param from when the backlog began
 * @param to when it ends, or infinity when it does not
 */
record Backlog(double events, double at, double from, double to) {
  private static final double STEP = 60;
  private static final Backlog NONE = new Backlog(0, 0, 0, 0);

  /** How long something waits, in seconds. */
  double seconds() {
    return to - from;
  }

  static Backlog of(Traffic traffic, double scale, double capacity, double length) {
    Backlog longest = NONE;
    Backlog now = NONE;
    double waiting = 0;
    for (double time = 0; time < length; ) {
      double next = Math.min(Math.min(length, time + STEP), traffic.nextKnot(time));
      double more = scale * traffic.expected(time, next) - capacity * (next - time);
      boolean begins = waiting == 0 && more > 0;
      waiting = Math.max(0, waiting + more);
      if (begins) {
        now = new Backlog(waiting, next, time, Double.POSITIVE_INFINITY);
      } else if (waiting > now.events) {
        now = new Backlog(waiting, next, now.from, Double.POSITIVE_INFINITY);
      } else if (waiting == 0 && Double.isInfinite(now.to)) {
        now = new Backlog(now.events, now.at, now.from, next);
      }
      longest = now.events > longest.events || now.from == longest.from ? now : longest;
      time = next;
    }
    return longest;
  }
}
