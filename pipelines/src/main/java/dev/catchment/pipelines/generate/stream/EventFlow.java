package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.traffic.Arrivals;
import java.util.PriorityQueue;

/**
 * The messages of a stream in the order in which they are sent, and the truth about them.
 *
 * <p>Events arrive by the traffic, each of a key, and are written by the scene. Those that are sent
 * late, out of order or twice wait in a queue, all of which is in memory: late events of one {@code
 * lateBy}, and what comes of a few seconds. Not thread-safe but for {@link #end}.
 */
final class EventFlow {
  private static final double DISORDER = 5;
  private static final double REPEAT = 60;
  private static final double LEAST_LATE = 30;

  private final StreamSpec spec;
  private final Scene scene;
  private final StreamTruth truth;
  private final Arrivals arrivals;
  private final Anomalies anomalies;
  private final Draws draws;
  private final Draws dirt;
  private final JsonText json = new JsonText();
  private final PriorityQueue<Message> waiting = new PriorityQueue<>();
  private double arrival;
  private long events;
  private long order;
  private volatile boolean ended;

  EventFlow(StreamSpec spec, Scene scene) {
    this.spec = spec;
    this.scene = scene;
    this.truth = new StreamTruth(spec, scene);
    this.arrivals = spec.arrivals();
    this.anomalies = new Anomalies(spec, scene.plants());
    this.draws = Draws.of(spec.seed(), Purpose.STREAM, 0);
    this.dirt = Draws.of(spec.seed(), Purpose.DIRT, 0);
    this.arrival = arrivals.next();
  }

  /** The truth about the messages so far, and about those that wait. */
  StreamTruth truth() {
    return truth;
  }

  /** Has no more events arrive; what waits is still given out. Any thread may say so. */
  void end() {
    ended = true;
  }

  /** The next message, or null when there is none any more. */
  Message next() {
    while (!isOver() && (waiting.isEmpty() || waiting.peek().due() > arrival)) {
      arrive();
      arrival = arrivals.next();
    }
    Message message = waiting.poll();
    if (message != null) {
      truth.sent(message);
    }
    return message;
  }

  private boolean isOver() {
    return ended || arrival >= spec.seconds();
  }

  private void arrive() {
    Anomaly anomaly = anomalies.at(arrival);
    event(key(), anomaly);
    if (anomaly != null && anomaly.is(Plant.Effect.BURST)) {
      double share = anomaly.key() < 0 ? 1 : spec.share(anomaly.key());
      for (int more = more((anomaly.plant().factor() - 1) * share); more > 0; more--) {
        event(anomaly.key() < 0 ? key() : anomaly.key(), anomaly);
      }
    }
  }

  /** A count with a mean, however large. */
  private int more(double mean) {
    int count = 0;
    double left = mean;
    for (; left > 50; left -= 50) {
      count += draws.poisson(50);
    }
    return count + draws.poisson(left);
  }

  private int key() {
    return spec.hotKey() > 0 && draws.chance(spec.hotKey()) ? 0 : draws.below(spec.keys());
  }

  private void event(int key, Anomaly anomaly) {
    boolean isConcerned = anomaly != null && anomaly.concerns(key);
    if (isConcerned) {
      truth.touched(anomaly);
      if (anomaly.is(Plant.Effect.SILENCE)) {
        return;
      }
    }
    long time = spec.millis(arrival);
    boolean isOfValues = isConcerned && anomaly.is(Plant.Effect.VALUES);
    long amount =
        scene.write(json.begin(), key, events++, time, draws, isOfValues ? anomaly : null);
    if (spec.poison() > 0 && dirt.chance(spec.poison())) {
      Poison poison = Poison.draw(dirt);
      put(arrival, key, poison.of(json, dirt), poison.reason());
      return;
    }
    byte[] value = json.toBytes();
    truth.event(key, amount, time);
    put(arrival + delay(), key, value, null);
    if (spec.duplicates() > 0 && dirt.chance(spec.duplicates())) {
      put(arrival + dirt.uniform(0, REPEAT), key, value, null);
      truth.duplicate();
    }
  }

  private double delay() {
    if (spec.late() > 0 && dirt.chance(spec.late())) {
      truth.late();
      return dirt.uniform(Math.min(LEAST_LATE, spec.lateBy() / 2), spec.lateBy());
    }
    if (spec.outOfOrder() > 0 && dirt.chance(spec.outOfOrder())) {
      truth.outOfOrder();
      return dirt.uniform(0, DISORDER);
    }
    return 0;
  }

  private void put(double due, int key, byte[] value, String poison) {
    double inside = Math.min(due, spec.seconds());
    waiting.add(new Message(inside, order++, scene.key(key), value, poison));
  }
}
