package dev.catchment.pipelines.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * How far batch and stream say the same of some people.
 *
 * @param people how many
 * @param equalProfiles the people whose features are all the same
 * @param memberships the people times the audiences
 * @param equalMemberships those that are the same
 * @param changes how many changes the stream told
 * @param different the people of whom they do not say the same
 * @param differences the first differences in the order of their texts, {@value #MOST} at most
 */
record Comparison(
    @JsonProperty("people") long people,
    @JsonProperty("equalProfiles") long equalProfiles,
    @JsonProperty("memberships") long memberships,
    @JsonProperty("equalMemberships") long equalMemberships,
    @JsonProperty("changes") long changes,
    @JsonProperty("different") long different,
    @JsonProperty("differences") List<String> differences) {
  /** How many differences are kept. */
  static final int MOST = 100;

  /** Of nobody. */
  static final Comparison NONE = new Comparison(0, 0, 0, 0, 0, 0, List.of());

  /** The coder: the fields as JSON, as text. */
  static final Coder<Comparison> CODER =
      DelegateCoder.of(StringUtf8Coder.of(), Comparison::json, Comparison::parse);

  static Comparison ofPerson(
      long equalProfiles,
      long memberships,
      long equalMemberships,
      long changes,
      List<String> differences) {
    return new Comparison(
        1,
        equalProfiles,
        memberships,
        equalMemberships,
        changes,
        differences.isEmpty() ? 0 : 1,
        differences);
  }

  Comparison plus(Comparison other) {
    TreeSet<String> all = new TreeSet<>(differences);
    all.addAll(other.differences);
    return new Comparison(
        people + other.people,
        equalProfiles + other.equalProfiles,
        memberships + other.memberships,
        equalMemberships + other.equalMemberships,
        changes + other.changes,
        different + other.different,
        all.stream().limit(MOST).toList());
  }

  String json() {
    return JsonFile.tree(this).toString();
  }

  static Comparison parse(String json) {
    return JsonFile.parse(json, Comparison.class);
  }
}
