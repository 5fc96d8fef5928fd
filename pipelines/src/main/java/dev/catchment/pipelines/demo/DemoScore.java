package dev.catchment.pipelines.demo;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.catchment.model.Identifier;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.read.InputFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How close the stores and clusters of a run came to the truth of its world.
 *
 * @param plantedBad planted bad records
 * @param plantedBadFound those that were rejected, at their file and line
 * @param wronglyRejected rejected records that were not planted
 * @param identityPrecision of the pairs of identifiers that were joined, the share of one person
 * @param identityRecall of the pairs of identifiers of one person that are in the store and not
 *     shared, the share that was joined
 * @param identityRecallOfJoinable the same over the pairs that some record of the world connects
 * @param clusterAdjustedRand agreement of clusters with planted segments over people
 */
record DemoScore(
    long plantedBad,
    long plantedBadFound,
    long wronglyRejected,
    double identityPrecision,
    double identityRecall,
    double identityRecallOfJoinable,
    double clusterAdjustedRand) {

  /**
   * Scores a run.
   *
   * @param rejected the directory of rejected records
   * @param identities the table of identities, with columns namespace, value and profile_id
   * @param assignments the table of clustered profiles
   */
  static DemoScore of(Truth truth, String rejected, String identities, String assignments) {
    Set<String> found = rejectedPositions(rejected);
    long planted = truth.bad().stream().filter(found::contains).count();
    Map<Identifier, String> profiles = profiles(identities);
    PairScore all = pairs(truth.owners(), profiles);
    PairScore joinable = pairs(truth.joinable(), profiles);
    return new DemoScore(
        truth.bad().size(),
        planted,
        found.size() - planted,
        all.precision(),
        all.recall(),
        joinable.recall(),
        clusters(truth, profiles, assignments));
  }

  private static PairScore pairs(Map<Identifier, String> truth, Map<Identifier, String> profiles) {
    List<String> people = new ArrayList<>();
    List<String> found = new ArrayList<>();
    truth.forEach(
        (identifier, person) -> {
          String profile = profiles.get(identifier);
          if (profile != null) {
            people.add(person);
            found.add(profile);
          }
        });
    return PairScore.of(people, found);
  }

  private static double clusters(
      Truth truth, Map<Identifier, String> profiles, String assignments) {
    Map<String, String> clusterOf = new HashMap<>();
    for (NamedCsvRecord row : table(assignments)) {
      clusterOf.put(row.getField("profile_id"), row.getField("cluster"));
    }
    List<String> segments = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    profileOf(truth, profiles)
        .forEach(
            (person, profile) -> {
              if (clusterOf.containsKey(profile)) {
                segments.add(truth.segments().get(person));
                clusters.add(clusterOf.get(profile));
              }
            });
    return AdjustedRand.of(segments, clusters);
  }

  /** The profile that holds most of a person's identifiers, the first by id of several. */
  private static Map<String, String> profileOf(Truth truth, Map<Identifier, String> profiles) {
    Map<String, SortedMap<String, Integer>> counts = new HashMap<>();
    truth
        .owners()
        .forEach(
            (identifier, person) -> {
              String profile = profiles.get(identifier);
              if (profile != null) {
                counts
                    .computeIfAbsent(person, unused -> new TreeMap<>())
                    .merge(profile, 1, Integer::sum);
              }
            });
    Map<String, String> best = new HashMap<>();
    counts.forEach(
        (person, byProfile) -> {
          int most = byProfile.values().stream().max(Integer::compare).orElseThrow();
          byProfile.entrySet().stream()
              .filter(entry -> entry.getValue() == most)
              .findFirst()
              .ifPresent(entry -> best.put(person, entry.getKey()));
        });
    return best;
  }

  private static Map<Identifier, String> profiles(String identities) {
    Map<Identifier, String> profiles = new HashMap<>();
    for (NamedCsvRecord row : table(identities)) {
      profiles.put(
          new Identifier(row.getField("namespace"), row.getField("value")),
          row.getField("profile_id"));
    }
    return profiles;
  }

  private static Set<String> rejectedPositions(String rejected) {
    Set<String> positions = new HashSet<>();
    for (String file : InputFiles.match(List.of(rejected + "/*.jsonl"))) {
      for (JsonNode record : JsonFile.lines(file)) {
        String[] segments = record.path("file").asText().split("/", -1);
        String folder = segments[segments.length - 2];
        positions.add(
            folder + "/" + segments[segments.length - 1] + ":" + record.path("line").asLong());
      }
    }
    return positions;
  }

  private static CsvReader<NamedCsvRecord> table(String file) {
    return CsvReader.builder().ofNamedCsvRecord(JsonFile.readText(file));
  }
}
