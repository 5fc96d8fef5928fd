package dev.catchment.pipelines.infer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a sample of JSON holds under one key, and under the keys below it. */
final class JsonKey {
  private static final int MOST_DEPTH = 10;

  /** So many keys, most of them rare, are data. */
  private static final int MANY = 20;

  /** A key that fewer than one object in so many has is rare. */
  private static final int RARE = 100;

  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-?\\p{XDigit}{4}){3}-?\\p{XDigit}{12}");

  private final Map<String, JsonKey> below = new LinkedHashMap<>();
  private int seen;
  private int values;
  private boolean hasList;
  private boolean hasUnnameable;

  /** Takes a value at a depth, of which 0 is the whole record. */
  void add(JsonNode value, int depth) {
    seen++;
    if (value.isObject() && depth < MOST_DEPTH) {
      value.properties().forEach(entry -> add(entry.getKey(), entry.getValue(), depth + 1));
    } else if (value.isContainerNode()) {
      hasList = true;
    } else if (!value.isNull()) {
      values++;
    }
  }

  private void add(String key, JsonNode value, int depth) {
    if (key.isEmpty() || key.contains("\\")) {
      hasUnnameable = true;
    } else {
      below.computeIfAbsent(key, absent -> new JsonKey()).add(value, depth);
    }
  }

  /** How often it was there. */
  int seen() {
    return seen;
  }

  /** The keys below it, in the order in which they turned up. */
  Map<String, JsonKey> below() {
    return below;
  }

  /** How many single values it held. */
  int values() {
    return values;
  }

  /** Whether it held single values and nothing else. */
  boolean isSingle() {
    return values > 0 && !hasList && below.isEmpty();
  }

  boolean hasList() {
    return hasList;
  }

  /** Whether a key below it cannot be written in a path. */
  boolean hasUnnameable() {
    return hasUnnameable;
  }

  /** Whether a key below it reads like a value and not like a name. */
  boolean isData(String key) {
    return (isVaried() && isRare(below.get(key))) || isValue(key);
  }

  /** Whether any key below it does. */
  boolean hasData() {
    return isVaried() || below.keySet().stream().anyMatch(JsonKey::isValue);
  }

  /** Whether there are many keys, most of which are rare, as where they are names of persons. */
  private boolean isVaried() {
    return seen >= MANY
        && below.size() >= MANY
        && below.values().stream().filter(this::isRare).count() * 2 > below.size();
  }

  private boolean isRare(JsonKey key) {
    return key.seen == 1 || (long) key.seen * RARE <= seen;
  }

  private static boolean isValue(String key) {
    return UUID.matcher(key).matches()
        || Personal.of(ColumnName.of(key, false), List.of(key), Personal.NO_REGION).isPresent()
        || ValueType.isValue(key);
  }
}
