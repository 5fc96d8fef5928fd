package dev.catchment.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;

/** The file of counts that {@link WriteTallies} writes: one {@code {"name":…,"count":…}} a line. */
public final class TallyFile {
  /** The file's name in its directory. */
  public static final String NAME = "tallies.jsonl";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TallyFile() {}

  /**
   * The counts by name of the file in a directory, on the machine that launched the job; empty when
   * nothing was counted.
   */
  public static SortedMap<String, Long> read(String directory) {
    SortedMap<String, Long> counts = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            Channels.newReader(
                FileSystems.open(FileSystems.matchNewResource(directory + "/" + NAME, false)),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode tally = MAPPER.readTree(line);
        counts.put(tally.required("name").textValue(), tally.required("count").longValue());
      }
    } catch (FileNotFoundException nothingCounted) {
      return counts;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + directory + "/" + NAME, failure);
    }
    return Collections.unmodifiableSortedMap(counts);
  }

  static String line(Map.Entry<String, Long> tally) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", tally.getKey())
        .put("count", tally.getValue())
        .toString();
  }
}
