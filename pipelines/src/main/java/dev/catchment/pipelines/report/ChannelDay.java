package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import java.time.LocalDate;

/**
 * The accepted events of one channel on one day.
 *
 * @param day the day of the events in UTC
 * @param channel the name of the channel
 * @param events how many, 0 or more
 */
public record ChannelDay(LocalDate day, String channel, long events) {
  public ChannelDay {
    checkNotNull(day, "day");
    checkNotNull(channel, "channel");
    checkArgument(events >= 0, "events of %s is %s, must be 0 or more", channel, events);
  }
}
