package dev.catchment.detect;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.Alert.Severity;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * When the verdicts of a detector on metrics become an alert, and when it is over. Immutable.
 *
 * <p>An alert opens in the last of so many windows in a row that the detector finds unusual, unless
 * it cools down since the last one of the rule. It is resolved in the last of so many windows in a
 * row that are calm: the detector finds nothing, and the value is not beyond a limit that holds it
 * open. A window of which nothing can be said changes nothing.
 */
public final class AlertRule implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final String description;
  private final List<Integer> metrics;
  private final String metric;
  private final Detector<Object> detector;
  private final Severity severity;
  private final int open;
  private final int close;
  private final long coolDown;
  private final Hold hold;
  private final boolean waits;

  /** Beyond which value, or from which score on, an alert stays open. */
  private record Hold(double below, double above, double score) implements Serializable {}

  private AlertRule(
      String name,
      String description,
      List<Integer> metrics,
      String metric,
      Detector<Object> detector,
      Severity severity,
      int open,
      int close,
      long coolDown,
      Hold hold,
      boolean waits) {
    this.name = name;
    this.description = description;
    this.metrics = metrics;
    this.metric = metric;
    this.detector = detector;
    this.severity = severity;
    this.open = open;
    this.close = close;
    this.coolDown = coolDown;
    this.hold = hold;
    this.waits = waits;
  }

  /**
   * A rule that opens and resolves at once, a warning.
   *
   * @param description all that decides what the detector remembers, a text that is the same for
   *     the same detector
   * @param metrics the places of the metrics that it judges together
   * @param metric their names
   */
  public static AlertRule of(
      String name, String description, Detector<?> detector, List<Integer> metrics, String metric) {
    checkArgument(
        detector.width() == metrics.size(),
        "rule %s judges %s metrics, and its detector takes %s",
        name,
        metrics.size(),
        detector.width());
    return of(name, description, detector, List.copyOf(metrics), metric, false);
  }

  /**
   * A rule of a detector of silence: it takes the number of events of the windows that hold some,
   * at the time of the last of them.
   */
  public static AlertRule ofSilence(String name, String description, Detector<?> detector) {
    return of(name, description, detector, List.of(), "events", true);
  }

  @SuppressWarnings("unchecked") // The memory of a detector meets only this detector.
  private static AlertRule of(
      String name,
      String description,
      Detector<?> detector,
      List<Integer> metrics,
      String metric,
      boolean waits) {
    return new AlertRule(
        checkNotNull(name, "name"),
        description,
        metrics,
        metric,
        (Detector<Object>) detector,
        Severity.WARNING,
        1,
        1,
        0,
        new Hold(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
        waits);
  }

  /** With how bad an alert is. */
  public AlertRule withSeverity(Severity other) {
    return new AlertRule(
        name, description, metrics, metric, detector, other, open, close, coolDown, hold, waits);
  }

  /** With how many windows in a row open and resolve an alert. */
  public AlertRule withWindows(int toOpen, int toClose) {
    checkArgument(toOpen > 0 && toClose > 0, "%s and %s must be positive", toOpen, toClose);
    return new AlertRule(
        name,
        description,
        metrics,
        metric,
        detector,
        severity,
        toOpen,
        toClose,
        coolDown,
        hold,
        waits);
  }

  /** With how long after an alert no other opens. */
  public AlertRule withCoolDown(Duration time) {
    checkArgument(!time.isNegative(), "a cool-down of %s is negative", time);
    return new AlertRule(
        name,
        description,
        metrics,
        metric,
        detector,
        severity,
        open,
        close,
        time.toMillis(),
        hold,
        waits);
  }

  /**
   * With limits that hold an open alert open though the detector finds nothing: a value below or
   * above, or a score of at least this.
   */
  public AlertRule withHold(double below, double above, double score) {
    return new AlertRule(
        name,
        description,
        metrics,
        metric,
        detector,
        severity,
        open,
        close,
        coolDown,
        new Hold(below, above, score),
        waits);
  }

  public String name() {
    return name;
  }

  String description() {
    return description;
  }

  List<Integer> metrics() {
    return metrics;
  }

  String metric() {
    return metric;
  }

  Detector<Object> detector() {
    return detector;
  }

  Severity severity() {
    return severity;
  }

  int open() {
    return open;
  }

  int close() {
    return close;
  }

  long coolDown() {
    return coolDown;
  }

  /** Whether its detector waits for events, so that windows without any say nothing. */
  boolean waits() {
    return waits;
  }

  /** Whether a window holds an open alert open. */
  boolean holds(Verdict verdict, double value) {
    return verdict.alert()
        || value < hold.below()
        || value > hold.above()
        || verdict.score() >= hold.score();
  }
}
