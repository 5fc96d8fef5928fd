package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

/**
 * One audience.
 *
 * @param name its name
 * @param description what it is for, in words; may be empty
 * @param rule the expression that chooses its members
 * @param size its members
 * @param share its members as a share of all profiles, 0 to 1
 */
public record AudienceRow(String name, String description, String rule, long size, double share) {
  public AudienceRow {
    checkNotNull(name, "name");
    checkNotNull(description, "description");
    checkNotNull(rule, "rule");
    checkArgument(size >= 0, "size of %s is %s, must be 0 or more", name, size);
    checkArgument(share >= 0 && share <= 1, "share of %s is %s, must be 0 to 1", name, share);
  }
}
