package dev.catchment.identify;

import dev.catchment.model.Identifier;
import dev.catchment.model.IdentifierCoder;
import dev.catchment.shuffle.ShardedCombine;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Finds the identifiers that occur in one set with more people than are allowed, over all sets. */
final class FindShared
    extends PTransform<PCollection<List<Identifier>>, PCollection<SharedIdentifier>> {
  private static final long serialVersionUID = 1;

  private final Namespaces namespaces;
  private final Set<String> person;
  private final int maxPeople;

  FindShared(Namespaces namespaces, Set<String> person, int maxPeople) {
    this.namespaces = namespaces;
    this.person = person;
    this.maxPeople = maxPeople;
  }

  @Override
  public PCollection<SharedIdentifier> expand(PCollection<List<Identifier>> sets) {
    int limit = Math.max(ResolveIdentities.PEOPLE_COUNTED, maxPeople + 1);
    return sets.apply("PeopleOfIdentifier", ParDo.of(new PeopleOfIdentifier(namespaces, person)))
        .setCoder(KvCoder.of(IdentifierCoder.of(), BigEndianLongCoder.of()))
        .apply("CountPeople", ShardedCombine.perKey(new CountPeople(limit)))
        .apply("KeepShared", ParDo.of(new KeepShared(maxPeople)))
        .setCoder(SharedIdentifierCoder.of());
  }

  private static final class PeopleOfIdentifier
      extends DoFn<List<Identifier>, KV<Identifier, Long>> {
    private static final long serialVersionUID = 1;

    private final Namespaces namespaces;
    private final Set<String> person;

    PeopleOfIdentifier(Namespaces namespaces, Set<String> person) {
      this.namespaces = namespaces;
      this.person = person;
    }

    @ProcessElement
    public void processElement(
        @Element List<Identifier> identifiers, OutputReceiver<KV<Identifier, Long>> output) {
      for (Identifier named : identifiers) {
        if (person.contains(named.namespace())) {
          long key = namespaces.key(named).high();
          for (Identifier identifier : identifiers) {
            if (!person.contains(identifier.namespace())) {
              output.output(KV.of(identifier, key));
            }
          }
        }
      }
    }
  }

  private static final class KeepShared extends DoFn<KV<Identifier, Integer>, SharedIdentifier> {
    private static final long serialVersionUID = 1;

    private final int maxPeople;

    KeepShared(int maxPeople) {
      this.maxPeople = maxPeople;
    }

    @ProcessElement
    public void processElement(
        @Element KV<Identifier, Integer> people, OutputReceiver<SharedIdentifier> output) {
      if (people.getValue() > maxPeople) {
        output.output(new SharedIdentifier(people.getKey(), people.getValue()));
      }
    }
  }
}
