package dev.catchment.pipelines.repair;

import dev.catchment.enrich.Enrichment;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.PatchFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.SourcePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the rejected records of a configuration are tried again.
 *
 * @param config the configuration
 * @param events what its events look like
 * @param patches the file of patches, or empty
 * @param sources the plan of each source
 */
record RepairPlan(
    ConfigFile config,
    EventPlan events,
    Optional<PatchFile> patches,
    Map<String, SourceRepair.Plan> sources) {

  /**
   * Plans the repair.
   *
   * @param keyFile the file of the pseudonym key, or empty
   * @throws dev.catchment.pipelines.UsageException when the configuration or a patch is wrong
   */
  static RepairPlan of(
      ConfigFile config, EventPlan events, Optional<PatchFile> patches, String keyFile) {
    Map<String, SourceRepair.Plan> bare = sources(config, events, keyFile);
    PatchPlanner planner = new PatchPlanner(config, bare);
    Map<String, List<SourcePatch>> planned = new LinkedHashMap<>();
    patches.ifPresent(
        file -> {
          for (int index = 0; index < file.patches().size(); index++) {
            planned
                .computeIfAbsent(file.patches().get(index).source(), unused -> new ArrayList<>())
                .add(planner.plan(file, index));
          }
        });
    Map<String, SourceRepair.Plan> sources = new LinkedHashMap<>();
    bare.forEach(
        (name, plan) -> sources.put(name, plan.withPatches(planned.getOrDefault(name, List.of()))));
    return new RepairPlan(config, events, patches, sources);
  }

  /** The plans of sources without patches. */
  static Map<String, SourceRepair.Plan> sources(
      ConfigFile config, EventPlan events, String keyFile) {
    Map<String, SourceRepair.Plan> sources = new LinkedHashMap<>();
    for (SourcePlan source : events.sources()) {
      sources.put(
          source.name(),
          new SourceRepair.Plan(
              source.mapping(),
              source.enrichment().map(Enrichment::wanted).orElse(List.of()),
              source.personal(),
              source.consent().orElse(null),
              keyFile,
              config.config().privacy().region(),
              List.of()));
    }
    return sources;
  }

  /** The schema of the events' values. */
  Schema schema() {
    return events.schema();
  }

  /** The sources whose events are all kept. */
  Set<String> keepingDuplicates() {
    return events.sources().stream()
        .filter(SourcePlan::keepsDuplicates)
        .map(SourcePlan::name)
        .collect(Collectors.toSet());
  }
}
