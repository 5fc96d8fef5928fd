package dev.catchment.pipelines.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a month needs.
 *
 * @param from its first day
 * @param meanRate the mean events a second
 * @param busiestRate the mean events a second of its busiest hour
 * @param workers the workers that are enough for it; null where none are
 * @param diskBytes what is stored at its end, all copies; null where it is not known
 * @param files the files at its end as they are written
 * @param filesCompacted the files at its end when each day is compacted to 128 MB
 * @param fileBytes the mean bytes of a file that is written in it
 * @param cost what its workers and its disk cost with the given prices; null where there are none
 */
record MonthPlan(
    @JsonProperty("from") String from,
    @JsonProperty("meanRate") double meanRate,
    @JsonProperty("busiestRate") double busiestRate,
    @JsonProperty("workers") Integer workers,
    @JsonProperty("diskBytes") Double diskBytes,
    @JsonProperty("files") Double files,
    @JsonProperty("filesCompacted") Double filesCompacted,
    @JsonProperty("fileBytes") Double fileBytes,
    @JsonProperty("cost") Double cost) {}
