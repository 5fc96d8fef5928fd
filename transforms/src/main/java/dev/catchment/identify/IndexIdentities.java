package dev.catchment.identify;

import dev.catchment.model.Identifier;
import dev.catchment.model.Identity;
import dev.catchment.shuffle.ShardedCombine;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Makes an index of identities that were resolved before, as a side input; without any it is empty.
 *
 * <p>Memory: as {@link ResolveIdentities} says of its index, and 28 to 46 bytes a person more.
 */
public final class IndexIdentities
    extends PTransform<PCollection<Identity>, PCollectionView<IdentityIndex>> {
  private static final long serialVersionUID = 1;

  private final Namespaces namespaces;
  private final long maxIdentifiers;

  private IndexIdentities(Namespaces namespaces, long maxIdentifiers) {
    this.namespaces = namespaces;
    this.maxIdentifiers = maxIdentifiers;
  }

  /** Indexes identifiers of some namespaces, the most telling first; others are left out. */
  public static IndexIdentities of(List<String> namespaces) {
    return new IndexIdentities(
        new Namespaces(namespaces), ResolveIdentities.DEFAULT_MAX_IDENTIFIERS);
  }

  /** With the most identifiers and people together before the job fails. */
  public IndexIdentities withMaxIdentifiers(long number) {
    return new IndexIdentities(namespaces, number);
  }

  /** The statement that an identifier is shared and belongs to nobody. */
  public static Identity shared(Identifier identifier) {
    return new Identity(identifier, Key.NOBODY.profileId());
  }

  @Override
  public PCollectionView<IdentityIndex> expand(PCollection<Identity> identities) {
    return identities
        .apply(
            "ToOneShard", WithKeys.<Integer, Identity>of(0).withKeyType(TypeDescriptors.integers()))
        .apply(
            "Join",
            ShardedCombine.<Integer, Identity, IdentityIndex>perKey(
                    new JoinFn(namespaces, maxIdentifiers))
                .withShards(1))
        .apply("Index", Values.create())
        .setCoder(IdentityIndexCoder.of())
        .apply(
            "View",
            View.<IdentityIndex>asSingleton()
                .withDefaultValue(new IdentityIndex(namespaces, new Components())));
  }

  /** Joins every identifier with the key that stands for its person. */
  private static final class JoinFn extends CombineFn<Identity, Components, IdentityIndex> {
    private static final long serialVersionUID = 1;

    private final Namespaces namespaces;
    private final ConnectIdentifiers connect;

    JoinFn(Namespaces namespaces, long maxIdentifiers) {
      this.namespaces = namespaces;
      this.connect = new ConnectIdentifiers(namespaces, maxIdentifiers);
    }

    @Override
    public Components createAccumulator() {
      return connect.createAccumulator();
    }

    @Override
    public Components addInput(Components components, Identity identity) {
      Key key = namespaces.key(identity.identifier());
      if (key != null) {
        components.union(components.add(key), components.add(Key.ofPerson(identity.profileId())));
      }
      return connect.checked(components);
    }

    @Override
    public Components mergeAccumulators(Iterable<Components> accumulators) {
      return connect.mergeAccumulators(accumulators);
    }

    @Override
    public IdentityIndex extractOutput(Components components) {
      return connect.extractOutput(components);
    }

    @Override
    public Coder<Components> getAccumulatorCoder(
        CoderRegistry registry, Coder<Identity> inputCoder) {
      return new ComponentsCoder();
    }

    @Override
    public Coder<IdentityIndex> getDefaultOutputCoder(
        CoderRegistry registry, Coder<Identity> inputCoder) {
      return IdentityIndexCoder.of();
    }
  }
}
