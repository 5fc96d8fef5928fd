package dev.catchment.pipelines.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.pipelines.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of patches for rejected records, as {@code docs/jobs/repair.md} describes it. */
public final class PatchFile {
  private final YamlFile file;
  private final List<Patch> patches;

  private PatchFile(YamlFile file) {
    this.file = file;
    this.patches = file.as(Contents.class).patches();
  }

  /**
   * Reads and checks a file.
   *
   * @throws UsageException naming file, line, path and fix when it is wrong
   */
  public static PatchFile read(String file) {
    return new PatchFile(YamlFile.read(file, SchemaCheck.PATCH, "patch file", "patch"));
  }

  /** The patches in their order. */
  public List<Patch> patches() {
    return patches;
  }

  /** A complaint about a key of a patch. */
  public UsageException problem(int patch, String message, String... path) {
    List<String> full = new ArrayList<>(List.of("patches", Integer.toString(patch)));
    full.addAll(List.of(path));
    return file.problem(full, message);
  }

  private record Contents(int version, List<Patch> patches) {
    private Contents {
      patches = patches == null ? List.of() : List.copyOf(patches);
    }
  }

  /**
   * What to change in rejected records of a source before they are mapped again.
   *
   * @param source the source's name
   * @param reason what they were rejected for; null for all of the source
   * @param rename the new name of columns, by the old one
   * @param defaults the texts of columns that are missing, by column
   * @param replace other texts for texts, by column; an empty one makes the column missing
   * @param drop columns that are left out
   * @param read other keys of values of the configuration, by the value's name
   */
  public record Patch(
      String source,
      String reason,
      Map<String, String> rename,
      @JsonProperty("default") Map<String, String> defaults,
      Map<String, Map<String, String>> replace,
      List<String> drop,
      Map<String, JsonNode> read) {
    public Patch {
      rename = ordered(rename);
      defaults = ordered(defaults);
      replace = ordered(replace);
      drop = drop == null ? List.of() : List.copyOf(drop);
      read = ordered(read);
    }

    private static <T> Map<String, T> ordered(Map<String, T> entries) {
      return entries == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }
}
