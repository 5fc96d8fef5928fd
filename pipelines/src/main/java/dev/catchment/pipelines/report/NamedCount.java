package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

/**
 * A count under a name, such as the identifiers of a namespace.
 *
 * @param name what is counted
 * @param count how many, 0 or more
 */
public record NamedCount(String name, long count) {
  public NamedCount {
    checkNotNull(name, "name");
    checkArgument(count >= 0, "count of %s is %s, must be 0 or more", name, count);
  }
}
