package dev.catchment.pipelines.generate.stream;

/**
 * A kind of anomaly that a scene can show.
 *
 * @param kind its name in the truth
 * @param effect who makes it happen
 * @param isOfOneKey whether it befalls one key, or all
 * @param factor how strong it is: how many times the events or the values of other times, or what
 *     the kind says
 */
public record Plant(String kind, Effect effect, boolean isOfOneKey, double factor) {
  /** Who makes an anomaly happen. */
  public enum Effect {
    /** More events: the stream. */
    BURST,
    /** No events: the stream. */
    SILENCE,
    /** Other values: the scene. */
    VALUES
  }
}
