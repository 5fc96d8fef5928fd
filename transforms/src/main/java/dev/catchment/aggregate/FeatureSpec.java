package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * What one feature of a profile is made of: a kind, the field of the event it looks at, and which
 * of the person's events count. Immutable.
 *
 * <p>Where no event counts, counts and sums are 0 and all other features null.
 */
public final class FeatureSpec implements Serializable {
  /** The gap between sessions unless another is given. */
  public static final Duration DEFAULT_SESSION_GAP = Duration.ofMinutes(30);

  private static final long serialVersionUID = 1;

  /** How the events' values become one. */
  enum Kind {
    COUNT,
    SUM,
    MEAN,
    MIN,
    MAX,
    DISTINCT,
    FIRST,
    LAST,
    RECENCY,
    SHARE,
    SESSIONS
  }

  private final String name;
  private final Kind kind;
  private final String field;
  private final Object argument;
  private final Rule where;
  private final Instant from;
  private final Instant until;
  private final Duration lookBack;

  private FeatureSpec(
      String name,
      Kind kind,
      String field,
      Object argument,
      Rule where,
      Instant from,
      Instant until,
      Duration lookBack) {
    this.name = checkNotNull(name, "name");
    this.kind = kind;
    this.field = field;
    this.argument = argument;
    this.where = where;
    this.from = from;
    this.until = until;
    this.lookBack = lookBack;
    checkArgument(
        from == null || lookBack == null,
        "feature %s counts events from %s and of the last %s; must be one of them",
        name,
        from,
        lookBack);
    checkArgument(
        from == null || until == null || from.isBefore(until),
        "feature %s counts events from %s until %s, which is no time",
        name,
        from,
        until);
  }

  private static FeatureSpec of(String name, Kind kind, String field, Object argument) {
    return new FeatureSpec(name, kind, field, argument, null, null, null, null);
  }

  /** The number of events, an INTEGER. */
  public static FeatureSpec count(String name) {
    return of(name, Kind.COUNT, null, null);
  }

  /** The sum of a number, a DECIMAL that is exact but for one rounding; 0 without numbers. */
  public static FeatureSpec sum(String name, String field) {
    return of(name, Kind.SUM, checkNotNull(field, "field"), null);
  }

  /** The mean of a number over the events that have it, a DECIMAL. */
  public static FeatureSpec mean(String name, String field) {
    return of(name, Kind.MEAN, checkNotNull(field, "field"), null);
  }

  /** The smallest number or earliest timestamp, of the field's type. */
  public static FeatureSpec min(String name, String field) {
    return of(name, Kind.MIN, checkNotNull(field, "field"), null);
  }

  /** The largest number or latest timestamp, of the field's type. */
  public static FeatureSpec max(String name, String field) {
    return of(name, Kind.MAX, checkNotNull(field, "field"), null);
  }

  /** The number of distinct values, an INTEGER: exact up to 4,096, then within about 3 %. */
  public static FeatureSpec distinct(String name, String field) {
    return of(name, Kind.DISTINCT, checkNotNull(field, "field"), null);
  }

  /** The field's value at the earliest time it has one; the smallest of several at that time. */
  public static FeatureSpec first(String name, String field) {
    return of(name, Kind.FIRST, checkNotNull(field, "field"), null);
  }

  /** The field's value at the latest time it has one; the largest of several at that time. */
  public static FeatureSpec last(String name, String field) {
    return of(name, Kind.LAST, checkNotNull(field, "field"), null);
  }

  /**
   * The whole days of 24 hours from the last event up to the date of {@link
   * AggregateProfiles#withAsOf}, rounded down, an INTEGER; later events do not count. At midnight
   * of 2011-12-10 an event of 2011-12-07 15:52 lies 2 days back.
   */
  public static FeatureSpec recency(String name) {
    return of(name, Kind.RECENCY, "timestamp", null);
  }

  /** The part of the events whose field equals a value of the field's class, a DECIMAL 0 to 1. */
  public static FeatureSpec share(String name, String field, Object value) {
    return of(name, Kind.SHARE, checkNotNull(field, "field"), checkNotNull(value, "value"));
  }

  /** The number of sessions, an INTEGER; an event that comes the gap or more later starts one. */
  public static FeatureSpec sessions(String name, Duration gap) {
    checkArgument(gap.toMillis() > 0, "the gap of feature %s is %s, must be positive", name, gap);
    return of(name, Kind.SESSIONS, null, gap);
  }

  /** With events only for which a rule over the events' fields is true. */
  public FeatureSpec withWhere(Rule rule) {
    return new FeatureSpec(name, kind, field, argument, rule, from, until, lookBack);
  }

  /** With events only at or after an instant. */
  public FeatureSpec withFrom(Instant instant) {
    return new FeatureSpec(name, kind, field, argument, where, instant, until, lookBack);
  }

  /** With events only before an instant. */
  public FeatureSpec withUntil(Instant instant) {
    return new FeatureSpec(name, kind, field, argument, where, from, instant, lookBack);
  }

  /**
   * With events only that lie no longer before the date of {@link AggregateProfiles#withAsOf} than
   * this; those that come later count. Excludes {@link #withFrom}.
   */
  public FeatureSpec withLookBack(Duration duration) {
    checkArgument(
        duration.toMillis() > 0,
        "the look-back of feature %s is %s, must be positive",
        name,
        duration);
    return new FeatureSpec(name, kind, field, argument, where, from, until, duration);
  }

  public String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  /** The field it looks at, or null when it needs none. */
  String field() {
    return field;
  }

  /** The value of a share or the gap of sessions, or null. */
  Object argument() {
    return argument;
  }

  Rule where() {
    return where;
  }

  Instant from() {
    return from;
  }

  Instant until() {
    return until;
  }

  /** How long before the date the events count that do, or null where that does not matter. */
  Duration lookBack() {
    return lookBack;
  }

  /** Whether it depends on the date that it is computed at. */
  boolean isTimed() {
    return kind == Kind.RECENCY || lookBack != null;
  }
}
