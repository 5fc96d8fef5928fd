package dev.catchment.pipelines.report;

import java.util.List;

/**
 * How many records are left after every step of collecting.
 *
 * @param total all sources together
 * @param sources one row per source; may be empty
 * @param filteredByRule how many records each rule of the configuration left out; may be empty
 */
public record Funnel(FunnelRow total, List<FunnelRow> sources, List<NamedCount> filteredByRule) {
  public Funnel {
    sources = List.copyOf(sources);
    filteredByRule = List.copyOf(filteredByRule);
  }
}
