package dev.catchment.pipelines.observe;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of OpenMetrics 1.0 and takes nothing that is not in it: families that stand
 * together, each with its metadata first, samples named as their type wants, once each, and the
 * last line. Of the types it knows those that the older text format has, too.
 */
public final class StrictOpenMetrics {
  private static final Pattern METADATA =
      Pattern.compile("# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)", Pattern.DOTALL);
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.+)\\})? (-?[0-9]+(?:\\.[0-9]+)?)", Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile(
          "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)", Pattern.DOTALL);
  private static final Pattern TEXT =
      Pattern.compile("(?:[^\"\\\\\n]|\\\\[\\\\\"n])*", Pattern.DOTALL);

  /** The values by name and labels. */
  private final Map<String, Map<Map<String, String>, BigDecimal>> samples = new TreeMap<>();

  private final Set<String> families = new HashSet<>();
  private String family = "";
  private final Map<String, String> metadata = new HashMap<>();

  /** Reads a text; throws IllegalArgumentException naming the line that is wrong. */
  public static StrictOpenMetrics of(String text) {
    StrictOpenMetrics metrics = new StrictOpenMetrics();
    if (!text.endsWith("# EOF\n")) {
      throw new IllegalArgumentException("the end is missing");
    }
    String body = text.substring(0, text.length() - "# EOF\n".length());
    if (!body.isEmpty()) {
      for (String line : body.substring(0, body.length() - 1).split("\n", -1)) {
        metrics.read(line);
      }
    }
    return metrics;
  }

  /** The values of a name by their labels. */
  public Map<Map<String, String>, BigDecimal> named(String name) {
    return samples.getOrDefault(name, Map.of());
  }

  /** The one value of a name whose labels hold these, names and values by turns. */
  public BigDecimal value(String name, String... labels) {
    BigDecimal found = null;
    for (Map.Entry<Map<String, String>, BigDecimal> sample : named(name).entrySet()) {
      boolean fits = true;
      for (int index = 0; index < labels.length; index += 2) {
        fits &= labels[index + 1].equals(sample.getKey().get(labels[index]));
      }
      if (fits && found != null) {
        throw new IllegalArgumentException(name + " has several values");
      }
      found = fits ? sample.getValue() : found;
    }
    if (found == null) {
      throw new IllegalArgumentException(name + " has no such value, but " + named(name));
    }
    return found;
  }

  private void read(String line) {
    Matcher words = METADATA.matcher(line);
    if (words.matches()) {
      readMetadata(words.group(1), words.group(2), words.group(3));
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalArgumentException("neither metadata nor sample: " + line);
    }
    readSample(line, sample);
  }

  private void readMetadata(String word, String name, String value) {
    if (!name.equals(family)) {
      if (!families.add(name)) {
        throw new IllegalArgumentException("the family does not stand together: " + name);
      }
      family = name;
      metadata.clear();
    }
    if (samples.containsKey(name) || samples.containsKey(name + "_total")) {
      throw new IllegalArgumentException("metadata after a sample of " + name);
    }
    if (metadata.put(word, value) != null) {
      throw new IllegalArgumentException(word + " of " + name + " stands twice");
    }
    boolean isRight =
        switch (word) {
          case "TYPE" -> Set.of("counter", "gauge", "histogram").contains(value);
          case "UNIT" -> name.endsWith("_" + value);
          default -> TEXT.matcher(value).matches();
        };
    if (!isRight) {
      throw new IllegalArgumentException(word + " of " + name + " is wrong: " + value);
    }
  }

  private void readSample(String line, Matcher sample) {
    String expected = sample.group(1);
    if (!names(metadata.getOrDefault("TYPE", "none")).contains(expected)) {
      throw new IllegalArgumentException("not of the family " + family + ": " + line);
    }
    Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2));
    BigDecimal value = new BigDecimal(sample.group(3));
    if (expected.endsWith("_total") && value.signum() < 0) {
      throw new IllegalArgumentException("a counter below 0: " + line);
    }
    if (samples.computeIfAbsent(expected, unused -> new HashMap<>()).put(labels, value) != null) {
      throw new IllegalArgumentException("stands twice: " + line);
    }
  }

  private Set<String> names(String type) {
    return switch (type) {
      case "counter" -> Set.of(family + "_total");
      case "gauge" -> Set.of(family);
      case "histogram" -> Set.of(family + "_bucket", family + "_count", family + "_sum");
      default -> Set.of();
    };
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!label.find(end) || label.start() != end) {
        throw new IllegalArgumentException("not labels: " + text.substring(end));
      }
      if (labels.put(label.group(1), unescape(label.group(2))) != null) {
        throw new IllegalArgumentException("a label stands twice: " + text);
      }
      end = label.end();
      if (end == text.length() && label.group(3).equals(",")) {
        throw new IllegalArgumentException("a comma without label: " + text);
      }
    }
    return labels;
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      if (next == '\\') {
        index++;
        plain.append(text.charAt(index) == 'n' ? '\n' : text.charAt(index));
      } else {
        plain.append(next);
      }
    }
    return plain.toString();
  }
}
