package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

/**
 * One expectation and what became of it.
 *
 * @param source the name of the source
 * @param name the name of the expectation
 * @param field the part of an event that was looked at; empty when it was the whole
 * @param check what was expected, in words
 * @param observed what was found, in words
 * @param share the share of the checked values that is as expected, 0 to 1; NaN where there is none
 * @param mostly the share that is wanted, 0 to 1; NaN where there is none
 * @param required whether the run complains when it is not met
 * @param passed whether it is met
 * @param example the position of a record that is not as expected; empty when there is none
 */
public record ExpectationRow(
    String source,
    String name,
    String field,
    String check,
    String observed,
    double share,
    double mostly,
    boolean required,
    boolean passed,
    String example) {
  public ExpectationRow {
    checkNotNull(source, "source");
    checkNotNull(name, "name");
    checkNotNull(field, "field");
    checkNotNull(check, "check");
    checkNotNull(observed, "observed");
    checkNotNull(example, "example");
    checkArgument(!(share < 0 || share > 1), "share of %s is %s, must be 0 to 1", name, share);
    checkArgument(!(mostly < 0 || mostly > 1), "mostly of %s is %s, must be 0 to 1", name, mostly);
  }
}
