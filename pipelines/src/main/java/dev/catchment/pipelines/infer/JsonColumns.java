package dev.catchment.pipelines.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The single values of JSON objects, as dotted paths in the order of the keys. Objects whose keys
 * are data, such as addresses, are left out: a value never becomes a name.
 */
final class JsonColumns {
  private static final int MOST = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final List<String> lists = new ArrayList<>();
  private final List<String> unnameable = new ArrayList<>();
  private final List<String> data = new ArrayList<>();

  /** The columns of objects, each the root of what is below it. */
  static JsonColumns of(JsonKey root) {
    JsonColumns columns = new JsonColumns();
    columns.visitTop(root);
    return columns;
  }

  /** Takes a line into a root; whether it is a JSON object. */
  static boolean add(String line, JsonKey root) {
    try {
      JsonNode node = JSON.readTree(line);
      if (node == null || !node.isObject()) {
        return false;
      }
      root.add(node, 0);
      return true;
    } catch (JsonProcessingException malformed) {
      return false;
    }
  }

  /** Of the record itself only the keys that are data are left out. */
  private void visitTop(JsonKey root) {
    if (root.hasUnnameable()) {
      unnameable.add("at the top");
    }
    boolean hasData = root.hasData();
    if (hasData) {
      data.add("at the top");
    }
    root.below()
        .forEach(
            (key, value) -> {
              if (!hasData || !root.isData(key)) {
                visit(escaped(key), value);
              }
            });
  }

  private void visit(String path, JsonKey key) {
    if (key.hasData()) {
      data.add("below " + Yaml.scalar(path));
      return;
    }
    if (key.hasUnnameable()) {
      unnameable.add("below " + Yaml.scalar(path));
    }
    if (key.hasList()) {
      lists.add(path);
    }
    if (key.isSingle()) {
      counts.put(path, key.values());
    }
    key.below().forEach((name, value) -> visit(path + "." + escaped(name), value));
  }

  private static String escaped(String key) {
    return key.replace(".", "\\.");
  }

  /** The paths that hold single values and nothing else; the most frequent of too many. */
  List<String> paths() {
    Set<String> most =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return counts.keySet().stream().filter(most::contains).toList();
  }

  /** What is not among the paths, in words. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!lists.isEmpty()) {
      remarks.add(
          "Lists are left out; name a value of one by its place, such as "
              + Yaml.scalar(lists.get(0) + ".0"));
    }
    if (!unnameable.isEmpty()) {
      remarks.add(
          "Keys that hold a backslash or nothing cannot be named: "
              + String.join(", ", unnameable));
    }
    if (!data.isEmpty()) {
      remarks.add(
          "Keys that read like values and not like names are left out: " + String.join(", ", data));
    }
    if (counts.size() > MOST) {
      remarks.add(
          "Of %,d different paths the %d most frequent are here".formatted(counts.size(), MOST));
    }
    return remarks;
  }
}
