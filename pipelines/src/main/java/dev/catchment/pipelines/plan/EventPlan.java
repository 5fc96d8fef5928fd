package dev.catchment.pipelines.plan;

import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.protect.PhoneNormalizer;
import dev.catchment.rules.EventFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the events of a configuration look like, over all of its sources.
 *
 * @param fields the names of an event's parts
 * @param namespaces the identifiers' namespaces, those of section {@code identity} first
 * @param sources how each source is read
 */
public record EventPlan(EventFields fields, List<String> namespaces, List<SourcePlan> sources) {

  /**
   * Plans the sources of a configuration.
   *
   * @throws UsageException when sources contradict each other or themselves
   */
  public static EventPlan of(ConfigFile file) {
    CatchmentConfig config = file.config();
    if (config.sources().isEmpty()) {
      throw file.problem("section sources is missing; name at least one source");
    }
    String region = config.privacy().region();
    if (!region.equals("ZZ") && !PhoneNormalizer.isRegion(region)) {
      throw file.problem(
          region + " is not the ISO 3166 code of a region, such as GB", "privacy", "region");
    }
    List<String> namespaces = namespaces(file);
    EventFields fields = EventFields.of(schema(file), namespaces);
    List<SourcePlan> sources = new ArrayList<>();
    config
        .sources()
        .forEach(
            (name, source) -> sources.add(new SourcePlanner(file, fields, name, source).plan()));
    return new EventPlan(fields, namespaces, sources);
  }

  /** The schema of the events' values. */
  public Schema schema() {
    return fields.valuesSchema();
  }

  /** Whether a source declares personal columns, so that a pseudonym key is needed. */
  public boolean hasPersonal() {
    return sources.stream().anyMatch(source -> !source.personal().isEmpty());
  }

  private static List<String> namespaces(ConfigFile file) {
    Set<String> used = new LinkedHashSet<>();
    file.config().sources().values().forEach(source -> used.addAll(source.identifiers().keySet()));
    Set<String> ordered = new LinkedHashSet<>();
    List<String> joined = file.config().identity().namespaces();
    for (int index = 0; index < joined.size(); index++) {
      if (!used.contains(joined.get(index))) {
        throw file.problem(
            "no source has an identifier %s; the identifiers are %s"
                .formatted(joined.get(index), String.join(", ", used)),
            "identity",
            "namespaces",
            Integer.toString(index));
      }
      ordered.add(joined.get(index));
    }
    ordered.addAll(used);
    return List.copyOf(ordered);
  }

  private static Schema schema(ConfigFile file) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    file.config()
        .sources()
        .forEach(
            (sourceName, source) ->
                source
                    .fields()
                    .forEach(
                        (name, part) -> {
                          FieldType type = type(part.type(), FieldType.STRING);
                          FieldType other = types.putIfAbsent(name, type);
                          if (other != null && other != type) {
                            throw file.problem(
                                "is %s here and %s in another source; give both the same type"
                                    .formatted(configName(type), configName(other)),
                                "sources",
                                sourceName,
                                "fields",
                                name);
                          }
                        }));
    return Schema.of(
        types.entrySet().stream()
            .map(entry -> new Field(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** The type of a name in the configuration, or the default where there is none. */
  static FieldType type(String name, FieldType ifAbsent) {
    return name == null ? ifAbsent : FieldType.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String configName(FieldType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
