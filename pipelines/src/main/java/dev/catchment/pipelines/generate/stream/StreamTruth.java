package dev.catchment.pipelines.generate.stream;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is true of a stream: what was planted, how often each key had an event, and which messages
 * are no events. In memory: 16 bytes a key, and a line for each poison message.
 */
final class StreamTruth {
  private final StreamSpec spec;
  private final Scene scene;
  private final long[] events;
  private final long[] amounts;
  private final Map<Anomaly, Long> anomalies = new LinkedHashMap<>();
  private final TreeMap<String, Long> poison = new TreeMap<>();
  private final List<String> poisonRows = new ArrayList<>();
  private long messages;
  private long accepted;
  private long duplicates;
  private long late;
  private long outOfOrder;
  private long silenced;
  private long lastTime;

  StreamTruth(StreamSpec spec, Scene scene) {
    this.spec = spec;
    this.scene = scene;
    this.events = new long[spec.keys()];
    this.amounts = new long[spec.keys()];
    this.lastTime = spec.start();
  }

  void event(int key, long amount, long time) {
    accepted++;
    events[key]++;
    amounts[key] += amount;
    lastTime = time;
  }

  void duplicate() {
    duplicates++;
  }

  void late() {
    late++;
  }

  void outOfOrder() {
    outOfOrder++;
  }

  void touched(Anomaly anomaly) {
    anomalies.merge(anomaly, 1L, Long::sum);
    if (anomaly.is(Plant.Effect.SILENCE)) {
      silenced++;
    }
  }

  void sent(Message message) {
    if (message.poison() != null) {
      poison.merge(message.poison(), 1L, Long::sum);
      poisonRows.add(messages + "," + message.poison());
    }
    messages++;
  }

  /** The counts, as they stand in the summary. */
  StreamCounts counts() {
    return new StreamCounts(
        messages,
        accepted,
        duplicates,
        late,
        outOfOrder,
        silenced,
        new TreeMap<>(poison),
        anomalies.size(),
        Instant.ofEpochMilli(lastTime).toString());
  }

  /** The file of the anomalies. */
  String anomalyFile() {
    StringBuilder text = new StringBuilder("kind,key,from,to,factor,events\n");
    anomalies.forEach(
        (anomaly, touched) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%s,%d%n",
                    anomaly.plant().kind(),
                    anomaly.key() < 0 ? "" : scene.key(anomaly.key()),
                    time(anomaly.from()),
                    time(anomaly.to()),
                    anomaly.plant().factor(),
                    touched)));
    return text.toString();
  }

  private String time(double seconds) {
    return Instant.ofEpochMilli(spec.millis(seconds)).toString();
  }

  /** The file of the messages that are no events. */
  String poisonFile() {
    StringBuilder text = new StringBuilder("message,reason\n");
    poisonRows.forEach(row -> text.append(row).append('\n'));
    return text.toString();
  }

  /** The file of the keys that have events. */
  String keyFile() {
    StringBuilder text = new StringBuilder("key,events,amount\n");
    for (int key = 0; key < events.length; key++) {
      if (events[key] > 0) {
        text.append(scene.key(key)).append(',').append(events[key]).append(',');
        text.append(BigDecimal.valueOf(amounts[key], 2)).append('\n');
      }
    }
    return text.toString();
  }
}
