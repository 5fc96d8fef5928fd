package dev.catchment.lookalike;

import java.util.Arrays;

/** A person of the table: the id, whether it is a seed, and the features. Immutable. */
public final class Person {
  private final String id;
  private final boolean seed;
  private final double[] values;

  private Person(String id, boolean seed, double[] values) {
    this.id = id;
    this.seed = seed;
    this.values = values;
  }

  /** A person; the values are copied, NaN stands for a missing one. */
  public static Person of(String id, boolean seed, double... values) {
    return new Person(id, seed, values.clone());
  }

  public String id() {
    return id;
  }

  public boolean isSeed() {
    return seed;
  }

  /** The features, a copy. */
  public double[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Person that
        && id.equals(that.id)
        && seed == that.seed
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Names nothing of the person. */
  @Override
  public String toString() {
    return "Person[" + values.length + " features]";
  }
}
