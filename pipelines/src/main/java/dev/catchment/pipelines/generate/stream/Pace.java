package dev.catchment.pipelines.generate.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Waits until a moment of the stream is due by the clock. Not thread-safe but for {@link #end}. */
final class Pace {
  /** Waits a while; returns at once when the thread is interrupted. */
  interface Sleep {
    void millis(long millis);
  }

  private final InstantSource clock;
  private final Sleep sleep;
  private final Instant start;
  private final double speed;
  private double now = Double.NEGATIVE_INFINITY;
  private volatile boolean ended;

  /**
   * A pace.
   *
   * @param start when the stream begins by the clock
   * @param speed how many seconds of the stream pass in a second; 0 for no waiting at all
   */
  Pace(InstantSource clock, Sleep sleep, Instant start, double speed) {
    this.clock = clock;
    this.sleep = sleep;
    this.start = start;
    this.speed = speed;
  }

  /** Waits for a moment, in seconds of the stream. */
  void await(double time) {
    while (speed > 0 && time > now && !ended) {
      now = elapsed() * speed;
      if (time > now) {
        sleep.millis(Math.max(1, Math.min(100, (long) ((time - now) / speed * 1000))));
      }
    }
  }

  /** How many seconds the stream is behind the clock after a moment was sent. */
  double behind(double time) {
    return speed > 0 ? Math.max(0, elapsed() - time / speed) : 0;
  }

  /** Waits no more; any thread may say so. */
  void end() {
    ended = true;
  }

  private double elapsed() {
    return Duration.between(start, clock.instant()).toNanos() / 1e9;
  }
}
