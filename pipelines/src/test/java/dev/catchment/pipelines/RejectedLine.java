package dev.catchment.pipelines;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where and why a record was rejected, as the files of rejected records say. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RejectedLine(String file, long line, String reason, String message) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The rejected records in a folder; none if there is no folder. */
  public static List<RejectedLine> in(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    List<RejectedLine> found = new ArrayList<>();
    try (Stream<Path> parts = Files.list(folder)) {
      for (Path part : parts.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(part)) {
          found.add(JSON.readValue(line, RejectedLine.class));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
