package dev.catchment.pipelines.repair;

import com.google.common.collect.ImmutableMap;
import dev.catchment.clean.Binding;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A patch of the rejected records of one source, checked against the configuration.
 *
 * @param reason what they are rejected for, or null for all
 * @param rename the new name of columns, by the old one, in the order in which they follow
 * @param defaults the texts of columns that are missing
 * @param replace other texts for texts, by column
 * @param drop columns that are left out
 * @param parts the parts of an event that are read in another way, by name
 */
record SourcePatch(
    String reason,
    Map<String, String> rename,
    Map<String, String> defaults,
    Map<String, Map<String, String>> replace,
    List<String> drop,
    Map<String, Binding> parts)
    implements Serializable {
  SourcePatch {
    rename = ImmutableMap.copyOf(rename);
    defaults = ImmutableMap.copyOf(defaults);
    replace = Map.copyOf(replace);
    drop = List.copyOf(drop);
    parts = Map.copyOf(parts);
  }

  static SourcePatch ofRename(String reason, String from, String to) {
    return new SourcePatch(reason, Map.of(from, to), Map.of(), Map.of(), List.of(), Map.of());
  }

  static SourcePatch ofDrop(String reason, String column) {
    return new SourcePatch(reason, Map.of(), Map.of(), Map.of(), List.of(column), Map.of());
  }

  static SourcePatch ofPart(String reason, Binding part) {
    return new SourcePatch(
        reason, Map.of(), Map.of(), Map.of(), List.of(), Map.of(part.name(), part));
  }
}
