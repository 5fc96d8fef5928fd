package dev.catchment.pipelines;

import java.util.ArrayList;
import java.util.List;

/**
 * A change of a command line: some arguments are replaced by others.
 *
 * @param wrong the arguments to leave out, each as often as it stands here
 * @param right what comes in the place of the first of them, or at the end when there is none
 */
public record Correction(List<String> wrong, List<String> right) {
  public Correction {
    wrong = List.copyOf(wrong);
    right = List.copyOf(right);
  }

  /** One argument for another. */
  public static Correction replace(String wrong, String right) {
    return new Correction(List.of(wrong), List.of(right));
  }

  /** One argument more. */
  public static Correction add(String right) {
    return new Correction(List.of(), List.of(right));
  }

  /** One argument less. */
  public static Correction remove(String wrong) {
    return new Correction(List.of(wrong), List.of());
  }

  /** The corrected arguments. */
  public List<String> of(List<String> arguments) {
    List<String> corrected = new ArrayList<>(arguments);
    int place = wrong.isEmpty() ? -1 : corrected.indexOf(wrong.get(0));
    wrong.forEach(corrected::remove);
    corrected.addAll(place < 0 ? corrected.size() : place, right);
    return corrected;
  }
}
