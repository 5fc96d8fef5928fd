package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.LocalWork;
import dev.catchment.pipelines.Staging;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Plays a stream: gives each message out when it is due, and says how fast. */
final class StreamWork implements LocalWork {
  private final StreamTarget target;
  private final double speed;
  private final Instant origin;
  private final EventFlow flow;
  private volatile Pace pace;
  private final AtomicLong sent = new AtomicLong();
  private volatile double reached;
  private double seconds;

  /**
   * A stream to play.
   *
   * @param speed how many seconds of the stream pass in a second; 0 for as many as can
   * @param origin when it begins by the clock, or null for when all is ready
   */
  StreamWork(StreamSpec spec, Scene scene, StreamTarget target, double speed, Instant origin) {
    this.target = target;
    this.speed = speed;
    this.origin = origin;
    this.flow = new EventFlow(spec, scene);
  }

  @Override
  public void run(Staging staging, Console console) {
    try (Outlet outlet = target.open(staging, console)) {
      Instant begin = console.now();
      pace =
          new Pace(
              console::now,
              millis -> LockSupport.parkNanos(millis * 1_000_000),
              origin == null ? begin : origin,
              speed);
      for (Message message = flow.next(); message != null; message = flow.next()) {
        pace.await(message.due());
        outlet.send(message);
        reached = message.due();
        sent.incrementAndGet();
      }
      seconds = console.secondsSince(begin);
    }
  }

  @Override
  public void stop() {
    flow.end();
    Pace known = pace;
    if (known != null) {
      known.end();
    }
  }

  @Override
  public String progress(double elapsed) {
    Pace known = pace;
    long count = sent.get();
    String text =
        String.format(
            Locale.ROOT, "%,d messages, %,.0f a second", count, count / Math.max(1, elapsed));
    return known == null || speed == 0
        ? text
        : text + String.format(Locale.ROOT, ", %.1f s behind the clock", known.behind(reached));
  }

  StreamTruth truth() {
    return flow.truth();
  }

  /** The messages a second. */
  double rate() {
    return sent.get() / Math.max(seconds, 0.001);
  }
}
