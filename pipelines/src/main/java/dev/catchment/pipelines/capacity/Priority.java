package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A line of events that is served before those that follow it.
 *
 * @param name what it is called
 * @param share its part of all events, 0.01 to 1
 */
record Priority(String name, double share) {
  private static final double ROUNDED = 1e-6;

  /** The least share: of fewer events a simulation cannot tell what 99 of 100 do not exceed. */
  private static final double LEAST = 0.01;

  /** The lines of an option, none where there is none; throws {@link UsageException}. */
  static List<Priority> of(@Nullable List<String> values) {
    if (values == null) {
      return List.of();
    }
    List<Priority> lines = new ArrayList<>();
    Set<String> names = new HashSet<>();
    double sum = 0;
    for (String value : values) {
      int sign = value.indexOf('=');
      Priority line =
          new Priority(value.substring(0, sign), Double.parseDouble(value.substring(sign + 1)));
      if (line.share < LEAST) {
        throw new UsageException(
            "--priorities: %s is too little to tell a p99 of; give each line a share of at least %s"
                .formatted(value, LEAST));
      }
      if (!names.add(line.name)) {
        throw new UsageException(
            "--priorities: %s stands twice; give each line once".formatted(line.name));
      }
      lines.add(line);
      sum += line.share;
    }
    if (Math.abs(sum - 1) > ROUNDED) {
      throw new UsageException(
          "--priorities: the shares make %s; they must make 1, such as urgent=0.1,normal=0.9"
              .formatted(sum));
    }
    return lines;
  }
}
