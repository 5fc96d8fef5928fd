package dev.catchment.pipelines;

import dev.catchment.model.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would become of the first records of a source. Holds no value of a record.
 *
 * @param source the source's name
 * @param records how many were tried
 * @param accepted how many the job would accept
 * @param withheld how many lack consent
 * @param filtered how many each rule leaves out, by its name
 * @param rejected how many would be rejected, the most frequent reason first
 * @param maxRejected the greatest share of rejected records that is allowed
 * @param complaint what is wrong with all of them together, with the fix, or empty
 */
public record Sample(
    String source,
    int records,
    int accepted,
    int withheld,
    Map<String, Integer> filtered,
    List<Reason> rejected,
    double maxRejected,
    Optional<String> complaint) {
  /** How many records are tried. */
  public static final int RECORDS = 100;

  /**
   * Why records would be rejected.
   *
   * @param name the stable name
   * @param count how many
   * @param example where the first of them stands
   * @param message what is wrong with that one
   * @param hint what may help, or empty
   */
  public record Reason(String name, int count, Position example, String message, String hint) {
    /** This reason for more records, the first of which is this one's. */
    public Reason and(Reason later) {
      return new Reason(name, count + later.count, example, message, hint);
    }
  }

  /** How many would be rejected. */
  public int rejectedCount() {
    return rejected.stream().mapToInt(Reason::count).sum();
  }
}
