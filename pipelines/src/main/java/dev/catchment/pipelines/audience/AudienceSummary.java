package dev.catchment.pipelines.audience;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;
import java.io.Serializable;
import java.util.List;

/**
 * What the audience job found, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param profiles the profiles that were looked at
 * @param audiences the audiences in configuration order
 */
public record AudienceSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("profiles") long profiles,
    @JsonProperty("audiences") List<Size> audiences) {

  /**
   * One audience.
   *
   * @param name its name
   * @param description what it is for
   * @param rule who is in it
   * @param size its members
   */
  public record Size(
      @JsonProperty("name") String name,
      @JsonProperty("description") String description,
      @JsonProperty("rule") String rule,
      @JsonProperty("size") long size)
      implements Serializable {
    private static final long serialVersionUID = 1;

    /** The same audience with another number of members. */
    Size of(long members) {
      return new Size(name, description, rule, members);
    }
  }

  /** Reads a summary. */
  public static AudienceSummary read(String file) {
    return JsonFile.read(file, AudienceSummary.class);
  }
}
