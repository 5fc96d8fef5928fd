package dev.catchment.pipelines;

import java.util.Collection;
import java.util.List;

/**
 * Options that mean nothing beside the others that are given: whoever gives one is told what it is
 * for.
 *
 * @param isFor what they are for
 * @param advice what to do, such as "leave it out"
 */
public record RefusedOptions(String isFor, String advice) {
  /** Options that are for something else than what is asked for. */
  public static RefusedOptions thatAreFor(String isFor) {
    return new RefusedOptions(isFor, "leave it out");
  }

  /** The same with other advice. */
  public RefusedOptions but(String other) {
    return new RefusedOptions(isFor, other);
  }

  /**
   * Refuses an option.
   *
   * @param value null or false where it is not given
   * @throws UsageException when it is given
   */
  public RefusedOptions refuse(String name, Object value) {
    if (value != null && !Boolean.FALSE.equals(value)) {
      throw new UsageException(
          "--%s is for %s; %s".formatted(name, isFor, advice),
          new Correction(arguments(name, value), List.of()));
    }
    return this;
  }

  private static List<String> arguments(String name, Object value) {
    Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
    return values.stream()
        .map(each -> Boolean.TRUE.equals(each) ? "--" + name : "--" + name + "=" + each)
        .toList();
  }
}
