package dev.catchment.pipelines.compact;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;

/**
 * What the compact job did, as it stands in {@code compact-summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param days the days whose files were merged
 * @param filesBefore the files that were merged
 * @param filesAfter the files that they became
 * @param rows the events in them, before and after
 * @param bytesBefore the bytes of the files that were merged
 * @param bytesAfter the bytes of the files that they became
 */
public record CompactSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("days") long days,
    @JsonProperty("filesBefore") long filesBefore,
    @JsonProperty("filesAfter") long filesAfter,
    @JsonProperty("rows") long rows,
    @JsonProperty("bytesBefore") long bytesBefore,
    @JsonProperty("bytesAfter") long bytesAfter) {

  /** Reads a summary. */
  public static CompactSummary read(String file) {
    return JsonFile.read(file, CompactSummary.class);
  }
}
