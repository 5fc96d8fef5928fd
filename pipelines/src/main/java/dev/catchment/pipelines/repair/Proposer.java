package dev.catchment.pipelines.repair;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.clean.Binding;
import dev.catchment.clean.TextParser;
import dev.catchment.model.Nearest;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.plan.TimeForms;
import dev.catchment.protect.PersonalKind;
import dev.catchment.rules.EventFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Guesses from records that were rejected for one cause which patch would help them. */
final class Proposer {
  private static final List<Map<String, String>> TIMES = new ArrayList<>();

  private static final List<Map<String, String>> NUMBERS =
      List.of(
          Map.of("decimal", ","),
          Map.of("decimal", "."),
          Map.of("money", "amount"),
          keys("money", "amount", "decimal", ","));

  static {
    for (String pattern : TimeForms.PATTERNS) {
      TIMES.add(keys("pattern", pattern, "unit", null));
    }
    TIMES.add(keys("pattern", null, "unit", null));
  }

  private final RepairPlan plan;
  private final PatchPlanner planner;

  Proposer(RepairPlan plan) {
    this.plan = plan;
    this.planner = new PatchPlanner(plan.config(), plan.sources());
  }

  private static Map<String, String> keys(String... keysAndValues) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int index = 0; index < keysAndValues.length; index += 2) {
      keys.put(keysAndValues[index], keysAndValues[index + 1]);
    }
    return Collections.unmodifiableMap(keys);
  }

  /** What would help records of a cause; empty where nothing is known to. */
  Optional<Proposal> of(Cause cause) {
    SourceRepair.Plan source = plan.sources().get(cause.source());
    if (cause.needsSource() || cause.samples().isEmpty() || source == null) {
      return Optional.empty();
    }
    return source.parts().stream()
        .filter(part -> part.name().equals(cause.field()) && part.column() >= 0)
        .findFirst()
        .flatMap(part -> of(cause, source, part));
  }

  private Optional<Proposal> of(Cause cause, SourceRepair.Plan source, Binding part) {
    String kind = cause.reason().substring(0, cause.reason().indexOf('_'));
    return switch (kind) {
      case "invalid" ->
          source.personal().containsKey(part.column())
              ? Optional.of(drop(cause, source.column(part.column())))
              : otherwiseRead(cause, source, part);
      case "missing" -> Optional.of(missing(cause, source, part));
      case "not" ->
          part.column() < RawRecord.DERIVED
              ? Optional.of(
                  Proposal.unfinished(
                      "replace: {%s: {TEXT: OTHER}}"
                          .formatted(Yaml.scalar(source.column(part.column()))),
                      "a text that is allowed has to be said for each that is not"))
              : Optional.empty();
      case "out" ->
          Optional.of(
              Proposal.unfinished(
                  "read: {%s: {%s: NUMBER}}"
                      .formatted(
                          Yaml.scalar(part.name()),
                          cause.message().contains("less") ? "min" : "max"),
                  "another limit would accept them as they are"));
      default -> Optional.empty();
    };
  }

  private static Proposal drop(Cause cause, String column) {
    return Proposal.of(
        SourcePatch.ofDrop(cause.reason(), column),
        "drop: [%s]".formatted(Yaml.scalar(column)),
        List.of("the records are accepted without the value of " + column));
  }

  private Optional<Proposal> otherwiseRead(Cause cause, SourceRepair.Plan source, Binding part) {
    List<String> texts = texts(cause, source.column(part.column()));
    Map<Map<String, String>, Binding> fitting = new LinkedHashMap<>();
    long best = 1;
    JsonNode value = planner.value(cause.source(), part.name());
    for (Map<String, String> candidate : candidates(part.name(), value, texts)) {
      Map<String, String> keys = changes(candidate, value);
      Optional<Binding> changed = part(cause.source(), part.name(), keys);
      long read = changed.map(other -> count(other.parser(), texts)).orElse(0L);
      if (read > best || (read == best && fitting.isEmpty())) {
        fitting.clear();
        best = read;
      }
      if (read == best) {
        fitting.put(keys, changed.orElseThrow());
      }
    }
    List<String> remarks =
        fitting.keySet().stream()
            .skip(1)
            .filter(keys -> keys.keySet().equals(fitting.keySet().iterator().next().keySet()))
            .map(keys -> Yaml.flow(keys) + " would read them too; see which is right")
            .toList();
    return fitting.entrySet().stream()
        .findFirst()
        .map(
            one ->
                Proposal.of(
                    SourcePatch.ofPart(cause.reason(), one.getValue()),
                    "read: {%s: %s}".formatted(Yaml.scalar(part.name()), Yaml.flow(one.getKey())),
                    remarks));
  }

  /** The part read in another way; empty where it cannot be. */
  private Optional<Binding> part(String source, String name, Map<String, String> keys) {
    JsonNode changes = JsonFile.tree(keys);
    try {
      return Optional.of(planner.part(source, name, changes));
    } catch (UsageException impossible) {
      return Optional.empty();
    }
  }

  /** The keys of a candidate but for those that take away what is not there. */
  private static Map<String, String> changes(Map<String, String> candidate, JsonNode value) {
    Map<String, String> changes = new LinkedHashMap<>(candidate);
    changes.entrySet().removeIf(key -> key.getValue() == null && !value.has(key.getKey()));
    return changes;
  }

  private static List<Map<String, String>> candidates(
      String name, JsonNode value, List<String> texts) {
    String type = name.equals("timestamp") ? name : value.path("type").asText("string");
    if (type.equals("timestamp")) {
      List<Map<String, String>> times = new ArrayList<>();
      if (texts.stream().anyMatch(text -> text.matches("\\d{9,10}"))) {
        times.add(keys("unit", "seconds", "pattern", null, "zone", null));
      }
      if (texts.stream().anyMatch(text -> text.matches("\\d{12,13}"))) {
        times.add(keys("unit", "millis", "pattern", null, "zone", null));
      }
      times.addAll(TIMES);
      return times;
    }
    if (name.startsWith(EventFields.IDENTIFIERS)) {
      return List.of(keys("type", null));
    }
    return type.equals("integer") || type.equals("decimal") ? NUMBERS : List.of();
  }

  private Proposal missing(Cause cause, SourceRepair.Plan source, Binding part) {
    String column = source.column(part.column());
    PersonalKind kind = source.personal().get(part.column());
    return renamed(cause, source, part, kind)
        .map(
            from ->
                Proposal.of(
                    SourcePatch.ofRename(cause.reason(), from, column),
                    "rename: {%s: %s}".formatted(Yaml.scalar(from), Yaml.scalar(column)),
                    List.of("the configuration does not use the column " + from)))
        .orElseGet(
            () ->
                kind == null && part.column() < RawRecord.DERIVED
                    ? Proposal.unfinished(
                        "default: {%s: VALUE}".formatted(Yaml.scalar(column)),
                        "a value has to be said that stands for the missing one")
                    : Proposal.unfinished(
                        "read: {%s: {required: false}}".formatted(Yaml.scalar(part.name())),
                        "the records are accepted without it"));
  }

  /** The column that most of the records have in its place and that the configuration ignores. */
  private static Optional<String> renamed(
      Cause cause, SourceRepair.Plan source, Binding part, PersonalKind kind) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Contents record : cause.samples()) {
      for (String name : record.names()) {
        boolean isUnused =
            !source.mapping().columns().contains(name) && !source.derived().contains(name);
        if (isUnused && fits(record, name, part, kind)) {
          counts.merge(name, 1L, Long::sum);
        }
      }
    }
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    counts.values().removeIf(count -> count < most);
    return counts.size() == 1
        ? Optional.of(counts.firstKey())
        : Nearest.to(source.column(part.column()), counts.keySet());
  }

  private static boolean fits(Contents record, String column, Binding part, PersonalKind kind) {
    String is = record.pseudonymKind(column);
    if (kind == null || is != null) {
      String wanted = kind == null ? null : kind.configName();
      return is == null
          ? count(part.parser(), List.of(record.text(column))) == 1
          : is.equals(wanted) && !is.startsWith(Rejected.INVALID);
    }
    return false;
  }

  /** The texts of a column, those that are no pseudonyms. */
  private static List<String> texts(Cause cause, String column) {
    return cause.samples().stream()
        .filter(record -> record.text(column) != null && record.pseudonymKind(column) == null)
        .map(record -> record.text(column))
        .collect(Collectors.toList());
  }

  private static long count(TextParser parser, List<String> texts) {
    return texts.stream().filter(parser::reads).count();
  }
}
