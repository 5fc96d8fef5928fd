package dev.catchment.pipelines.watch;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a live job does at one moment; what is not known is null.
 *
 * @param time milliseconds since 1970
 * @param events records read since the start
 * @param perSecond of the last seconds
 * @param rejected records rejected since the start
 * @param rejectedShare of what was read in the last seconds, from 0 to 1
 * @param late records that came too late, since the start
 * @param future records that were too far ahead of their time, since the start
 * @param keyless records that lacked the key of what they belong to, since the start
 * @param lag messages of the topics that are not read yet
 * @param behind seconds between the present and the event time that all steps have passed
 * @param p50 seconds from cause to output, the median of the last minute
 * @param p99 the same, the 99th percentile
 * @param outputs messages that left since the start
 * @param open alerts that have begun and not ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LivePoint(
    long time,
    long events,
    double perSecond,
    long rejected,
    double rejectedShare,
    long late,
    long future,
    long keyless,
    Long lag,
    Double behind,
    Double p50,
    Double p99,
    long outputs,
    long open) {}
