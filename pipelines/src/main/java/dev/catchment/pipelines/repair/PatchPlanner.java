package dev.catchment.pipelines.repair;

import static com.google.common.base.Preconditions.checkState;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.clean.Binding;
import dev.catchment.model.Nearest;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.PatchFile;
import dev.catchment.pipelines.config.PatchFile.Patch;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.rules.EventFields;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks patches against a configuration and turns them into what the records are tried with. */
final class PatchPlanner {
  /** The keys of a value that say where it comes from, which a patch of columns changes. */
  private static final Set<String> ORIGINS =
      Set.of("column", "columns", "separator", "constant", "cel");

  private final ConfigFile config;
  private final Map<String, SourceRepair.Plan> sources;

  PatchPlanner(ConfigFile config, Map<String, SourceRepair.Plan> sources) {
    this.config = config;
    this.sources = sources;
  }

  /**
   * A patch of a file.
   *
   * @throws UsageException naming its line when it does not fit the configuration
   */
  SourcePatch plan(PatchFile file, int index) {
    Patch patch = file.patches().get(index);
    SourceRepair.Plan source = sources.get(patch.source());
    if (source == null) {
      throw file.problem(
          index,
          "the configuration has no source %s%s The sources are %s"
              .formatted(
                  patch.source(),
                  Nearest.hintOrStop(patch.source(), sources.keySet()),
                  String.join(", ", sources.keySet())),
          "source");
    }
    patch
        .rename()
        .forEach(
            (from, to) -> {
              checkColumn(file, index, source, to, "rename", from);
              checkConsent(file, index, source, from, "rename", from);
            });
    for (String column : patch.defaults().keySet()) {
      checkOpen(file, index, source, column, "default");
    }
    for (String column : patch.replace().keySet()) {
      checkOpen(file, index, source, column, "replace");
    }
    for (String column : patch.drop()) {
      checkColumn(file, index, source, column, "drop");
      checkConsent(file, index, source, column, "drop");
    }
    return new SourcePatch(
        patch.reason(),
        patch.rename(),
        patch.defaults(),
        patch.replace(),
        patch.drop(),
        parts(file, index, patch, source));
  }

  private static void checkColumn(
      PatchFile file, int index, SourceRepair.Plan source, String column, String... path) {
    Collection<String> known = source.mapping().columns();
    if (!known.contains(column)) {
      throw file.problem(
          index,
          "the configuration uses no column %s of source %s%s It uses %s"
              .formatted(
                  column,
                  source.mapping().source(),
                  Nearest.hintOrStop(column, known),
                  String.join(", ", known)),
          path);
    }
  }

  /** Checks that the text of a column may be another: it is no pseudonym and no consent. */
  private static void checkOpen(
      PatchFile file, int index, SourceRepair.Plan source, String column, String action) {
    checkColumn(file, index, source, column, action, column);
    if (source.personal().containsKey(source.mapping().columns().indexOf(column))) {
      throw file.problem(
          index,
          "%s is personal: the records hold its pseudonym, for which no text can be given; drop: [%s] leaves it out"
              .formatted(column, column),
          action,
          column);
    }
    checkConsent(file, index, source, column, action, column);
  }

  private static void checkConsent(
      PatchFile file, int index, SourceRepair.Plan source, String column, String... path) {
    int consent = source.mapping().consentColumn();
    if (consent >= 0 && source.mapping().columns().get(consent).equals(column)) {
      throw file.problem(index, column + " states consent, which only the person can change", path);
    }
  }

  private Map<String, Binding> parts(
      PatchFile file, int index, Patch patch, SourceRepair.Plan source) {
    Map<String, Binding> parts = new HashMap<>();
    patch
        .read()
        .forEach(
            (name, keys) -> {
              checkKeys(file, index, source, name, keys);
              try {
                parts.put(name, part(patch.source(), name, keys));
              } catch (UsageException wrong) {
                String message = wrong.getMessage();
                throw file.problem(
                    index,
                    "does not fit the configuration: "
                        + message.substring(message.indexOf(": ") + 2),
                    "read",
                    name);
              }
            });
    return parts;
  }

  private void checkKeys(
      PatchFile file, int index, SourceRepair.Plan source, String name, JsonNode keys) {
    List<String> known = names(source);
    if (!known.contains(name)) {
      throw file.problem(
          index,
          "source %s has no value %s%s It has %s"
              .formatted(
                  source.mapping().source(),
                  name,
                  Nearest.hintOrStop(name, known),
                  String.join(", ", known)),
          "read",
          name);
    }
    keys.fieldNames()
        .forEachRemaining(
            key -> {
              if (ORIGINS.contains(key)) {
                throw file.problem(
                    index,
                    key + " says where a value comes from; use rename or default instead",
                    "read",
                    name,
                    key);
              }
              if (!key.equals("required") && isPersonal(source, name)) {
                throw file.problem(
                    index,
                    "%s comes from a personal column, of which the records hold the pseudonym; only required can be changed"
                        .formatted(name),
                    "read",
                    name,
                    key);
              }
            });
  }

  private static boolean isPersonal(SourceRepair.Plan source, String name) {
    return source.parts().stream()
        .filter(part -> part.name().equals(name))
        .flatMap(
            part ->
                part.joined() == null ? Stream.of(part.column()) : part.joined().columns().stream())
        .anyMatch(source.personal()::containsKey);
  }

  /** The names of the values of a source that stand in the configuration. */
  private List<String> names(SourceRepair.Plan source) {
    return source.parts().stream()
        .map(Binding::name)
        .filter(name -> !value(source.mapping().source(), name).isMissingNode())
        .toList();
  }

  /**
   * A part of an event where its value in the configuration has other keys.
   *
   * @throws UsageException when it cannot have them
   */
  Binding part(String source, String name, JsonNode keys) {
    ConfigFile changed = config.with(source, path(name), keys);
    EventPlan events = EventPlan.of(changed);
    SourceRepair.Plan plan = RepairPlan.sources(changed, events, "").get(source);
    if (!events.schema().equals(sources.get(source).mapping().schema())) {
      throw new UsageException(
          "type: the events of the store have %s as another type, which a patch cannot change; change the configuration"
              .formatted(name));
    }
    checkState(
        plan.mapping().columns().equals(sources.get(source).mapping().columns()),
        "%s has other columns",
        source);
    return plan.parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  /** A value as it stands in the configuration. */
  JsonNode value(String source, String name) {
    return config.value(source, path(name));
  }

  private static List<String> path(String name) {
    if (name.startsWith(EventFields.IDENTIFIERS)) {
      return List.of("identifiers", name.substring(EventFields.IDENTIFIERS.length()));
    }
    return List.of(name.contains(".") ? "fields" : "map", name);
  }
}
