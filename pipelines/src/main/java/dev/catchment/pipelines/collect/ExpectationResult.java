package dev.catchment.pipelines.collect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.expect.Expectation;
import dev.catchment.expect.Measure;
import java.time.Instant;

/**
 * What became of one expectation, as it stands in {@code summary.json}. It holds no value of a
 * record.
 *
 * @param name the name in the configuration
 * @param source the source
 * @param field the part of an event that was looked at; null when it was the whole
 * @param check what was expected, in words
 * @param checked how many values or events were looked at
 * @param failed how many of them are not as expected
 * @param share the share of the checked ones that are as expected; null where nothing was checked
 *     and for a check of the whole
 * @param mostly the share that is wanted; null for a check of the whole
 * @param required whether the job complains when it is not met
 * @param passed whether it is met
 * @param observed what was found, in words
 * @param example the position of the first record that is not as expected; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExpectationResult(
    @JsonProperty("name") String name,
    @JsonProperty("source") String source,
    @JsonProperty("field") String field,
    @JsonProperty("check") String check,
    @JsonProperty("checked") long checked,
    @JsonProperty("failed") long failed,
    @JsonProperty("share") Double share,
    @JsonProperty("mostly") Double mostly,
    @JsonProperty("required") boolean required,
    @JsonProperty("passed") boolean passed,
    @JsonProperty("observed") String observed,
    @JsonProperty("example") String example) {

  /**
   * Judges a measure.
   *
   * @param start when the job started
   */
  static ExpectationResult of(Expectation expectation, Measure measure, Instant start) {
    boolean hasShare = expectation.hasShare();
    return new ExpectationResult(
        expectation.name(),
        expectation.source(),
        expectation.field(),
        expectation.check().words(),
        measure.checked(),
        measure.failed(),
        hasShare && measure.checked() > 0
            ? 1 - (double) measure.failed() / measure.checked()
            : null,
        hasShare ? expectation.mostly() : null,
        expectation.required(),
        expectation.isMet(measure, start.toEpochMilli()),
        expectation.observed(measure),
        measure.example() == null ? null : measure.example().toString());
  }

  /** What was expected and what was found, in a line. */
  String words() {
    return "%s of source %s (%s%s): %s%s"
        .formatted(
            name,
            source,
            field == null ? "" : field + " ",
            check + (mostly == null || mostly == 1 ? "" : ", mostly " + mostly),
            observed,
            example == null ? "" : ", the first at " + example);
  }
}
