package dev.catchment.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.pipelines.generate.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The e-mail addresses, telephone numbers and names of a world, to look for where none may be. */
final class PersonalValues {
  private static final int SHORTEST_NAME = 6;

  private final Set<String> values;

  private PersonalValues(Set<String> values) {
    this.values = values;
  }

  /** All values as any source writes them, and normalised. */
  static PersonalValues of(World world) {
    return new PersonalValues(
        world.table("truth/raw_values.csv").stream()
            .filter(
                row ->
                    !row.get("kind").equals("name") || row.get("value").length() >= SHORTEST_NAME)
            .map(row -> row.get("value").toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  int count() {
    return values.size();
  }

  /** The values that a text holds, whatever their case. */
  Set<String> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return values.stream().filter(lower::contains).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The values that the bytes of any file below a folder hold, or the cells of a Parquet file. */
  Set<String> below(Path folder) {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        found.addAll(in(new String(Files.readAllBytes(file), UTF_8)));
        if (file.toString().endsWith(".parquet")) {
          found.addAll(in(String.join("\n", ParquetText.rows(file))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
