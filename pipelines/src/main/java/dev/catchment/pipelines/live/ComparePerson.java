package dev.catchment.pipelines.live;

import dev.catchment.aggregate.AudienceChange;
import dev.catchment.model.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Compares what a batch made of a person with what a stream kept, and with the audiences that the
 * person is in by the changes that the stream told; holds them all.
 */
final class ComparePerson extends CombineFn<PersonFact, List<PersonFact>, Comparison> {
  private static final long serialVersionUID = 1;

  private final Schema features;
  private final List<String> audiences;

  ComparePerson(Schema features, List<String> audiences) {
    this.features = features;
    this.audiences = List.copyOf(audiences);
  }

  @Override
  public List<PersonFact> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public List<PersonFact> addInput(List<PersonFact> facts, PersonFact fact) {
    facts.add(fact);
    return facts;
  }

  @Override
  public List<PersonFact> mergeAccumulators(Iterable<List<PersonFact>> accumulators) {
    List<PersonFact> all = new ArrayList<>();
    accumulators.forEach(all::addAll);
    return all;
  }

  @Override
  public Comparison extractOutput(List<PersonFact> facts) {
    PersonFact batch = only(facts.stream().filter(fact -> fact.batch() != null).toList());
    PersonFact stream = only(facts.stream().filter(fact -> fact.stream() != null).toList());
    NavigableMap<Long, AudienceChange> changes = new TreeMap<>();
    facts.stream()
        .filter(fact -> fact.change() != null)
        .forEach(fact -> changes.put(fact.change().sequence(), fact.change()));
    if (batch == null || stream == null) {
      String id = batch == null ? id(stream, changes) : batch.batch().profile().profileId();
      String only = batch == null ? "the stream knows the person only" : "the batch only";
      return Comparison.ofPerson(0, 0, 0, changes.size(), List.of(id + ": " + only));
    }
    return compare(batch, stream, changes);
  }

  private static String id(PersonFact stream, NavigableMap<Long, AudienceChange> changes) {
    return stream == null
        ? changes.firstEntry().getValue().profileId()
        : stream.stream().profile().profileId();
  }

  private static PersonFact only(List<PersonFact> facts) {
    if (facts.size() > 1) {
      throw new IllegalStateException("a person is there twice");
    }
    return facts.isEmpty() ? null : facts.get(0);
  }

  private Comparison compare(
      PersonFact batch, PersonFact stream, NavigableMap<Long, AudienceChange> changes) {
    String id = batch.batch().profile().profileId();
    List<String> differences = new ArrayList<>();
    for (int slot = 0; slot < features.size(); slot++) {
      Object expected = batch.batch().profile().features().get(slot);
      Object kept = stream.stream().profile().features().get(slot);
      if (!Objects.equals(expected, kept)) {
        differences.add(
            "%s: %s is %s in the batch and %s in the stream"
                .formatted(id, features.names().get(slot), expected, kept));
      }
    }
    int equalProfiles = differences.isEmpty() ? 1 : 0;
    int equalMemberships = 0;
    for (String audience : audiences) {
      boolean expected = batch.batch().audiences().contains(audience);
      boolean kept = stream.stream().audiences().contains(audience);
      boolean told =
          changes.descendingMap().values().stream()
              .filter(change -> change.audience().equals(audience))
              .findFirst()
              .map(AudienceChange::entered)
              .orElse(false);
      if (expected == kept && expected == told) {
        equalMemberships++;
      } else {
        differences.add(
            "%s: is %s in the batch, %s in what the stream keeps and %s by what it told"
                .formatted(id, in(expected, audience), in(kept, audience), in(told, audience)));
      }
    }
    if (!changes.isEmpty() && changes.lastKey() != changes.size()) {
      differences.add(
          "%s: %d changes were told, the last of them numbered %d"
              .formatted(id, changes.size(), changes.lastKey()));
    }
    return Comparison.ofPerson(
        equalProfiles, audiences.size(), equalMemberships, changes.size(), differences);
  }

  private static String in(boolean isMember, String audience) {
    return (isMember ? "in " : "not in ") + audience;
  }

  @Override
  public Coder<List<PersonFact>> getAccumulatorCoder(
      CoderRegistry registry, Coder<PersonFact> inputCoder) {
    return ListCoder.of(inputCoder);
  }

  @Override
  public Coder<Comparison> getDefaultOutputCoder(
      CoderRegistry registry, Coder<PersonFact> inputCoder) {
    return Comparison.CODER;
  }
}
