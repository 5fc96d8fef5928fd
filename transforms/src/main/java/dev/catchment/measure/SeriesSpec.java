package dev.catchment.measure;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import com.google.common.hash.Hashing;
import dev.catchment.model.Event;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * What one monitor measures: of which events, by which key, which metrics, in which windows, and
 * how it treats time. Immutable.
 */
public final class SeriesSpec implements Serializable {
  /** How long a series is remembered after its last event unless it is said. */
  public static final Duration FORGET = Duration.ofDays(1);

  private static final long serialVersionUID = 1;

  private final String name;
  private final EventFields fields;
  private final WindowSpec windows;
  private final MetricSet metrics;
  private final Set<String> sources;
  private final Set<String> events;
  private final Rule where;
  private final String keyName;
  private final SerializableFunction<Event, Object> key;
  private final Times times;
  private final long fingerprint;

  /** In milliseconds; early 0 for never, ahead the greatest number for any. */
  private record Times(long lateness, long early, long forget, long ahead, boolean zeros)
      implements Serializable {}

  private SeriesSpec(
      String name,
      EventFields fields,
      WindowSpec windows,
      MetricSet metrics,
      Set<String> sources,
      Set<String> events,
      Rule where,
      String keyName,
      Times times) {
    this.name = name;
    this.fields = fields;
    this.windows = windows;
    this.metrics = metrics;
    this.sources = sources;
    this.events = events;
    this.where = where;
    this.keyName = keyName;
    this.key = keyName == null ? null : fields.reader(keyName);
    this.times = times;
    this.fingerprint =
        Hashing.farmHashFingerprint64()
            .hashString(windows + "\n" + metrics + "\n" + keyName, StandardCharsets.UTF_8)
            .asLong();
  }

  /**
   * Measures all events together.
   *
   * @throws IllegalArgumentException naming the metric that does not fit its field or stands twice
   * @throws dev.catchment.rules.RuleException naming the derived metric whose expression is wrong
   */
  public static SeriesSpec of(
      String name, WindowSpec windows, List<MetricSpec> metrics, EventFields fields) {
    return new SeriesSpec(
        checkNotNull(name, "name"),
        fields,
        windows,
        new MetricSet(metrics, fields),
        Set.of(),
        Set.of(),
        null,
        null,
        new Times(0, 0, FORGET.toMillis(), Long.MAX_VALUE, false));
  }

  /** With the events of these sources only; of all where there is none. */
  public SeriesSpec withSources(Set<String> names) {
    return new SeriesSpec(
        name, fields, windows, metrics, Set.copyOf(names), events, where, keyName, times);
  }

  /** With the events of these names only; of all where there is none. */
  public SeriesSpec withEvents(Set<String> names) {
    return new SeriesSpec(
        name, fields, windows, metrics, sources, Set.copyOf(names), where, keyName, times);
  }

  /** With the events only for which a rule over their fields is true. */
  public SeriesSpec withWhere(Rule rule) {
    return new SeriesSpec(name, fields, windows, metrics, sources, events, rule, keyName, times);
  }

  /** With a series for each value of a field; events without one are left out and counted. */
  public SeriesSpec withKey(String field) {
    return new SeriesSpec(name, fields, windows, metrics, sources, events, where, field, times);
  }

  /** With how long after its end a window can still be corrected by late events. */
  public SeriesSpec withLateness(Duration lateness) {
    checkArgument(!lateness.isNegative(), "a lateness of %s is negative", lateness);
    return withTimes(
        new Times(lateness.toMillis(), times.early, times.forget, times.ahead, times.zeros));
  }

  /** With values of windows that are not over, so long after their first new event. */
  public SeriesSpec withEarly(Duration early) {
    checkArgument(early.toMillis() > 0, "early is %s, must be positive", early);
    return withTimes(
        new Times(times.lateness, early.toMillis(), times.forget, times.ahead, times.zeros));
  }

  /** With how long a series is remembered after its last event. */
  public SeriesSpec withForget(Duration forget) {
    checkArgument(forget.toMillis() > 0, "forget is %s, must be positive", forget);
    return withTimes(
        new Times(times.lateness, times.early, forget.toMillis(), times.ahead, times.zeros));
  }

  /**
   * With events only that are not further than this ahead of the watermark, which is how far event
   * time has come; others are left out and counted.
   */
  public SeriesSpec withAhead(Duration ahead) {
    checkArgument(ahead.toMillis() > 0, "ahead is %s, must be positive", ahead);
    return withTimes(
        new Times(times.lateness, times.early, times.forget, ahead.toMillis(), times.zeros));
  }

  /** With windows without events, too, until the series is forgotten. */
  public SeriesSpec withZeros() {
    checkArgument(!windows.isSession(), "a session without events is none");
    return withTimes(new Times(times.lateness, times.early, times.forget, times.ahead, true));
  }

  private SeriesSpec withTimes(Times other) {
    return new SeriesSpec(name, fields, windows, metrics, sources, events, where, keyName, other);
  }

  public String name() {
    return name;
  }

  /** The names of the metrics in their order. */
  public List<String> metricNames() {
    return metrics.names();
  }

  public WindowSpec windows() {
    return windows;
  }

  MetricSet metrics() {
    return metrics;
  }

  /** How long after its end a window can be corrected, in milliseconds. */
  public long lateness() {
    return times.lateness;
  }

  /** How long a series is remembered after its last event, in milliseconds. */
  public long forget() {
    return times.forget;
  }

  /** After how many milliseconds values of a window that is not over are told; 0 for never. */
  long early() {
    return times.early;
  }

  long ahead() {
    return times.ahead;
  }

  boolean zeros() {
    return times.zeros;
  }

  /** Whether an event is measured. */
  boolean covers(Event event) {
    return (sources.isEmpty() || sources.contains(event.source()))
        && (events.isEmpty() || (event.event() != null && events.contains(event.event())))
        && (where == null || Where.holds(where, fields.variables(event)));
  }

  /** The value of the key: empty where there is no key, null where the event lacks it. */
  String key(Event event) {
    if (key == null) {
      return "";
    }
    Object value = key.apply(event);
    return value == null ? null : value.toString();
  }

  /** A number that changes when what is held in memory would have another meaning. */
  long fingerprint() {
    return fingerprint;
  }
}
