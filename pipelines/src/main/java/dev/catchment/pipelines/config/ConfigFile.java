package dev.catchment.pipelines.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.catchment.pipelines.UsageException;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration file that was read and checked, and that can say where in it a problem is.
 *
 * <p>Every complaint is a {@link UsageException} of the form {@code FILE:LINE: PATH: what is wrong
 * and what would be right}.
 */
public final class ConfigFile {
  private final YamlFile file;
  private final CatchmentConfig config;

  private ConfigFile(YamlFile file) {
    this.file = file;
    this.config = file.as(CatchmentConfig.class);
  }

  /**
   * Reads and checks a file.
   *
   * @throws UsageException naming file, line, path and fix when it is wrong
   */
  public static ConfigFile read(String file) {
    return new ConfigFile(YamlFile.read(file, SchemaCheck.CONFIG, "configuration file", "config"));
  }

  /**
   * Checks a text that is or will be the contents of a file.
   *
   * @throws UsageException as {@link #read} does
   */
  public static ConfigFile of(String file, String text) {
    return new ConfigFile(YamlFile.of(file, text, SchemaCheck.CONFIG));
  }

  /**
   * The same configuration where a value of a source, written as a column's name or as a mapping,
   * has other keys; a key that is null is taken away.
   *
   * @param path where the value is below the source, such as {@code [map, timestamp]}; it exists
   * @throws UsageException when that is wrong
   */
  public ConfigFile with(String source, List<String> path, JsonNode keys) {
    ObjectNode changed = file.tree().deepCopy();
    ObjectNode parent = (ObjectNode) changed.get("sources").get(source);
    for (String key : path.subList(0, path.size() - 1)) {
      parent = (ObjectNode) parent.get(key);
    }
    JsonNode before = parent.get(path.get(path.size() - 1));
    ObjectNode value =
        before instanceof ObjectNode mapping ? mapping : changed.objectNode().set("column", before);
    keys.fields()
        .forEachRemaining(
            key -> {
              if (key.getValue().isNull()) {
                value.remove(key.getKey());
              } else {
                value.set(key.getKey(), key.getValue());
              }
            });
    parent.set(path.get(path.size() - 1), value);
    return new ConfigFile(file.withTree(changed));
  }

  /** A value of a source as it is written; a missing node where there is none. */
  public JsonNode value(String source, List<String> path) {
    JsonNode value = file.tree().path("sources").path(source);
    for (String key : path) {
      value = value.path(key);
    }
    return value;
  }

  public CatchmentConfig config() {
    return config;
  }

  /** The file's name, as it was given. */
  public String name() {
    return file.file();
  }

  /** A path of the configuration as seen from the folder that the file is in. */
  public String resolve(String path) {
    if (path.contains("://")) {
      return path;
    }
    return name().contains("://")
        ? name().substring(0, name().lastIndexOf('/') + 1) + path
        : Path.of(name()).toAbsolutePath().resolveSibling(path).toString();
  }

  /** A complaint about the value at a path of keys. */
  public UsageException problem(String message, String... path) {
    return file.problem(List.of(path), message);
  }

  /** A complaint about the value at a path of keys below a source. */
  public UsageException problemOf(String source, String message, String... path) {
    return file.problem(
        ImmutableList.<String>builder().add("sources", source).add(path).build(), message);
  }
}
