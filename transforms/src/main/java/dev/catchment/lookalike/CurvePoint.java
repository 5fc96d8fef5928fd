package dev.catchment.lookalike;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a reach is worth: of people who were not trained on, those with the highest scores.
 *
 * @param reach the share of the people who are reached, above 0 to 1
 * @param recall the share of the seeds among them who are reached
 * @param precision the share of those reached who are seeds
 * @param lift how many times more seeds that are than among as many people chosen by chance
 */
public record CurvePoint(
    @JsonProperty("reach") double reach,
    @JsonProperty("recall") double recall,
    @JsonProperty("precision") double precision,
    @JsonProperty("lift") double lift) {}
