package dev.catchment.pipelines.generate.stream;

/**
 * An anomaly that is planted.
 *
 * @param plant its kind
 * @param key the number of the key, or -1 for all
 * @param from when it begins, in seconds of the stream
 * @param to when it is over
 */
public record Anomaly(Plant plant, int key, double from, double to) {
  /** Whether a key is concerned. */
  public boolean concerns(int other) {
    return key < 0 || key == other;
  }

  boolean is(Plant.Effect effect) {
    return plant.effect() == effect;
  }

  /** Whether it is of a kind. */
  public boolean is(String kind) {
    return plant.kind().equals(kind);
  }
}
