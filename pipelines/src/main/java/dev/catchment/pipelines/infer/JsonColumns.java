package dev.catchment.pipelines.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The single values of JSON objects, as dotted paths in the order in which they turn up. */
final class JsonColumns {
  /** More are data and no names, such as an object whose keys are ids. */
  private static final int MOST = 300;

  private static final int MOST_DEPTH = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Set<String> lists = new LinkedHashSet<>();
  private final Set<String> unnameable = new LinkedHashSet<>();
  private int objects;

  /** Takes a line; whether it is a JSON object. */
  boolean add(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (node == null || !node.isObject()) {
        return false;
      }
      objects++;
      visit("", node, 1);
      return true;
    } catch (JsonProcessingException malformed) {
      return false;
    }
  }

  /** How many lines were objects. */
  int objects() {
    return objects;
  }

  private void visit(String prefix, JsonNode object, int depth) {
    object
        .properties()
        .forEach(
            entry -> {
              String path = prefix + entry.getKey().replace(".", "\\.");
              if (entry.getKey().isEmpty() || entry.getKey().contains("\\")) {
                unnameable.add(prefix.isEmpty() ? "at the top" : "below " + prefix);
              } else if (entry.getValue().isObject() && depth < MOST_DEPTH) {
                visit(path + ".", entry.getValue(), depth + 1);
              } else if (entry.getValue().isContainerNode()) {
                lists.add(path);
              } else if (!entry.getValue().isNull()) {
                counts.merge(path, 1, Integer::sum);
              }
            });
  }

  /** The paths that hold single values and nothing else; the most frequent of too many. */
  List<String> paths() {
    List<String> single = new ArrayList<>(counts.keySet());
    single.removeIf(
        path ->
            lists.contains(path)
                || counts.keySet().stream().anyMatch(other -> other.startsWith(path + ".")));
    if (single.size() <= MOST) {
      return single;
    }
    Set<String> most =
        Set.copyOf(
            single.stream()
                .sorted((one, other) -> counts.get(other) - counts.get(one))
                .limit(MOST)
                .toList());
    return single.stream().filter(most::contains).toList();
  }

  /** What is not among the paths, in words. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!lists.isEmpty()) {
      remarks.add(
          "Lists are left out; name a value of one by its place, such as %s.0"
              .formatted(lists.iterator().next()));
    }
    if (!unnameable.isEmpty()) {
      remarks.add(
          "Keys that hold a backslash or nothing cannot be named: "
              + String.join(", ", unnameable));
    }
    if (counts.size() > MOST) {
      remarks.add(
          "Of %,d different paths the %d most frequent are here".formatted(counts.size(), MOST));
    }
    return remarks;
  }
}
