package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import java.time.Instant;

/**
 * The run that a report tells about.
 *
 * @param version the version of the product
 * @param configuration the name of the configuration; empty when the job has none
 * @param time when the run began
 * @param seconds how long it took; NaN when not known
 * @param commandLine the command as the user typed it, without secrets; empty when not known
 */
public record Run(
    String version, String configuration, Instant time, double seconds, String commandLine) {
  public Run {
    checkNotNull(version, "version");
    checkNotNull(configuration, "configuration");
    checkNotNull(time, "time");
    checkNotNull(commandLine, "commandLine");
    checkArgument(!(seconds < 0), "seconds is %s, must be 0 or more, or NaN", seconds);
  }
}
