package dev.catchment.pipelines.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserException;

/**
 * The line of each key and item of a YAML document, by path such as {@code [sources, web, map]}.
 */
final class YamlLines {
  private final Map<List<String>, Integer> lines = new HashMap<>();

  private YamlLines() {}

  /** Reads a document; throws {@link MarkedYAMLException} when it is none or uses aliases. */
  static YamlLines of(String yaml) {
    refuseAliases(yaml);
    YamlLines found = new YamlLines();
    Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
    if (root != null) {
      found.visit(List.of(), root);
    }
    return found;
  }

  /** An alias would be read as the text of its name, and may contain itself. */
  private static void refuseAliases(String yaml) {
    for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(yaml))) {
      if (event instanceof AliasEvent alias) {
        throw new ParserException(
            null,
            null,
            "the alias *" + alias.getAnchor() + " is not understood; write the value out",
            event.getStartMark());
      }
    }
  }

  /** The line of a path, or of the nearest part of it that exists, counted from 1. */
  int of(List<String> path) {
    for (int length = path.size(); length >= 0; length--) {
      Integer line = lines.get(path.subList(0, length));
      if (line != null) {
        return line;
      }
    }
    return 1;
  }

  private void visit(List<String> path, Node node) {
    lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key) {
          List<String> inner = append(path, key.getValue());
          lines.put(inner, key.getStartMark().getLine() + 1);
          visit(inner, entry.getValueNode());
        }
      }
    } else if (node instanceof SequenceNode sequence) {
      int index = 0;
      for (Node item : sequence.getValue()) {
        visit(append(path, Integer.toString(index++)), item);
      }
    }
  }

  /** A path with one key more. */
  static List<String> append(List<String> path, String last) {
    List<String> longer = new ArrayList<>(path);
    longer.add(last);
    return List.copyOf(longer);
  }
}
