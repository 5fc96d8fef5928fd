package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

/**
 * The rejected records of one source that share a reason.
 *
 * @param source the name of the source
 * @param reason why they were rejected, such as {@code invalid_timestamp}
 * @param count how many, 0 or more
 * @param example the position of one of them, such as {@code orders.csv:120}, never its content;
 *     empty when not known
 */
public record RejectedReason(String source, String reason, long count, String example) {
  public RejectedReason {
    checkNotNull(source, "source");
    checkNotNull(reason, "reason");
    checkNotNull(example, "example");
    checkArgument(count >= 0, "count of %s is %s, must be 0 or more", reason, count);
  }
}
