package dev.catchment.expect;

import dev.catchment.model.Position;

/**
 * What one bundle, or several together, have seen of one expectation: counts, and for an
 * expectation that compares values with each other an index of them. Mergeable in any order.
 */
public final class Observation {
  private long checked;
  private long failed;
  private long latest = Measure.NEVER;
  private Position example;
  private ValueIndex unique;
  private ValueIndex existing;

  Observation() {}

  static Observation of(Measure counts, ValueIndex unique, ValueIndex existing) {
    Observation observation = new Observation();
    observation.add(counts);
    observation.unique = unique;
    observation.existing = existing;
    return observation;
  }

  static Observation ofUnique(ValueIndex index) {
    return of(new Measure(0, 0, Measure.NEVER, null), index, null);
  }

  static Observation ofExisting(ValueIndex index) {
    return of(new Measure(0, 0, Measure.NEVER, null), null, index);
  }

  /** Counts a value; the position may be null. */
  void count(boolean asExpected, Position position) {
    checked++;
    if (!asExpected) {
      failed++;
      example = first(example, position);
    }
  }

  /** Notes the time of an event. */
  void see(long time) {
    checked++;
    latest = Math.max(latest, time);
  }

  /** Adds what another has seen, and leaves it as it is. */
  void merge(Observation other) {
    add(other.counts());
    unique = merged(unique, other.unique);
    existing = merged(existing, other.existing);
  }

  private static ValueIndex merged(ValueIndex mine, ValueIndex other) {
    if (other == null) {
      return mine;
    }
    ValueIndex all = mine == null ? new ValueIndex() : mine;
    all.merge(other);
    return all;
  }

  /** All of it together. */
  Measure measure() {
    Observation all = of(counts(), null, null);
    if (unique != null) {
      all.add(unique.unique());
    }
    if (existing != null) {
      all.add(existing.existing());
    }
    return all.counts();
  }

  Measure counts() {
    return new Measure(checked, failed, latest, example);
  }

  ValueIndex unique() {
    return unique;
  }

  ValueIndex existing() {
    return existing;
  }

  /** The number of different values that are held. */
  int values() {
    return (unique == null ? 0 : unique.size()) + (existing == null ? 0 : existing.size());
  }

  /** The first of two positions, where null stands for none. */
  static Position first(Position left, Position right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left.compareTo(right) <= 0 ? left : right;
  }

  private void add(Measure other) {
    checked += other.checked();
    failed += other.failed();
    latest = Math.max(latest, other.latest());
    example = first(example, other.example());
  }
}
