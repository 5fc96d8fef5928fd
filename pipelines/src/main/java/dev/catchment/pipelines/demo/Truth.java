package dev.catchment.pipelines.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.catchment.model.Identifier;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.UsageException;
import dev.catchment.protect.PersonalKind;
import dev.catchment.protect.Pseudonymizer;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The truth of a generated world, as {@code docs/jobs/generate.md} describes it.
 *
 * @param segments the planted segment of each person
 * @param owners the person behind each identifier that belongs to one person only
 * @param joinable the group of each such identifier: identifiers of a person that the world's sound
 *     records connect have the same
 * @param bad the planted bad records, as {@code file:line}
 */
record Truth(
    Map<String, String> segments,
    Map<Identifier, String> owners,
    Map<Identifier, String> joinable,
    Set<String> bad) {

  /**
   * Reads the truth of a world.
   *
   * @param pseudonymizer turns the raw values of personal namespaces into what the store holds
   * @throws UsageException when the directory is no generated world
   */
  static Truth of(String world, Pseudonymizer pseudonymizer) {
    Map<String, String> segments = new HashMap<>();
    each(world, "people", row -> segments.put(row.getField("person_id"), row.getField("segment")));
    Map<Identifier, String> owners = new HashMap<>();
    Map<Identifier, String> joinable = new HashMap<>();
    each(
        world,
        "identifiers",
        row -> {
          if (row.getField("shared").equals("false")) {
            String person = row.getField("person_id");
            Identifier stored =
                stored(row.getField("namespace"), row.getField("value"), pseudonymizer);
            owners.put(stored, person);
            joinable.put(stored, person + "/" + row.getField("component"));
          }
        });
    Set<String> bad = new HashSet<>();
    each(
        world,
        "bad_records",
        row -> {
          if (row.getField("outcome").equals("rejected")) {
            bad.add(row.getField("file") + ":" + row.getField("line"));
          }
        });
    return new Truth(segments, owners, joinable, bad);
  }

  private static Identifier stored(String namespace, String value, Pseudonymizer pseudonymizer) {
    return switch (namespace) {
      case "email", "phone" ->
          new Identifier(
              namespace,
              pseudonymizer
                  .pseudonym(PersonalKind.valueOf(namespace.toUpperCase(Locale.ROOT)), value, "GB")
                  .orElse(value));
      default -> new Identifier(namespace, value);
    };
  }

  private static void each(String world, String table, Consumer<NamedCsvRecord> action) {
    List<String> files;
    try {
      files = InputFiles.match(List.of(world + "/truth/" + table + "*.csv"));
    } catch (InputException e) {
      throw new UsageException(
          "%s is not a world that generate wrote: %s".formatted(world, e.getMessage()), e);
    }
    for (String file : new ArrayList<>(files)) {
      CsvReader.builder().ofNamedCsvRecord(JsonFile.readText(file)).forEach(action);
    }
  }
}
