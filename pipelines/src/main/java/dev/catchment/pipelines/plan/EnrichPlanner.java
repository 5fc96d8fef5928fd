package dev.catchment.pipelines.plan;

import dev.catchment.enrich.Enrichment;
import dev.catchment.enrich.NetworkRanges;
import dev.catchment.model.Nearest;
import dev.catchment.model.RawRecord;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.Enrich;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Turns section {@code enrich} of a source into an {@link Enrichment}, as its columns are used. */
final class EnrichPlanner {
  private static final Set<String> UNMAPPED = Set.of("personal", "consent");

  private final ConfigFile file;
  private final String name;
  private final Source source;
  private final List<String> wanted = new ArrayList<>();

  EnrichPlanner(ConfigFile file, String name, Source source) {
    this.file = file;
    this.name = name;
    this.source = source;
  }

  /** The slot of a column that is made of others; empty when the column is none of these. */
  Optional<Integer> slot(String column, String... path) {
    int dot = column.indexOf('.');
    if (dot < 0 || !isPresent(column.substring(0, dot))) {
      return Optional.empty();
    }
    String group = column.substring(0, dot + 1);
    List<String> known = Enrichment.COLUMNS.stream().filter(one -> one.startsWith(group)).toList();
    if (!known.contains(column)) {
      throw file.problemOf(
          name,
          "enrich makes no column %s%s; it makes %s"
              .formatted(column, Nearest.hint(column, known), String.join(", ", known)),
          path);
    }
    if (UNMAPPED.contains(path[0])) {
      throw file.problemOf(name, column + " is made by enrich; name a column of the source", path);
    }
    if (!wanted.contains(column)) {
      wanted.add(column);
    }
    return Optional.of(RawRecord.DERIVED + wanted.indexOf(column));
  }

  private boolean isPresent(String group) {
    Enrich enrich = source.enrich();
    return switch (group) {
      case "agent" -> enrich.agent() != null;
      case "campaign" -> enrich.campaign() != null;
      case "referrer" -> enrich.referrer() != null;
      case "traffic" -> enrich.traffic() != null;
      default -> false;
    };
  }

  /**
   * What is made for the columns that were asked for; empty when none was.
   *
   * @param slots gives the slot of a column of the source
   */
  Optional<Enrichment> plan(ToIntFunction<String> slots) {
    Enrich enrich = source.enrich();
    if (enrich.traffic() != null) {
      checkTraffic(enrich.traffic());
    }
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Enrichment(
            wants("agent.") ? slots.applyAsInt(enrich.agent().userAgent()) : -1,
            enrich.agent() == null ? List.of() : enrich.agent().bots(),
            wants("campaign.") ? slots.applyAsInt(enrich.campaign().url()) : -1,
            wants("referrer.") ? slots.applyAsInt(enrich.referrer().url()) : -1,
            enrich.referrer() == null ? List.of() : enrich.referrer().internal(),
            wants("traffic.") ? slots.applyAsInt(enrich.traffic().address()) : -1,
            enrich.traffic() == null ? List.of() : enrich.traffic().internal(),
            wanted));
  }

  private boolean wants(String group) {
    return wanted.stream().anyMatch(column -> column.startsWith(group));
  }

  /** An address is personal: only what is made of it may go on. */
  private void checkTraffic(Enrich.TrafficPart traffic) {
    if (!source.personal().containsKey(traffic.address())) {
      throw file.problemOf(
          name,
          "an IP address is personal; declare it under personal: {%s: text}"
              .formatted(traffic.address()),
          "enrich",
          "traffic",
          "address");
    }
    for (int index = 0; index < traffic.internal().size(); index++) {
      try {
        NetworkRanges.of(List.of(traffic.internal().get(index)));
      } catch (IllegalArgumentException e) {
        throw file.problemOf(
            name, e.getMessage(), "enrich", "traffic", "internal", Integer.toString(index));
      }
    }
  }
}
