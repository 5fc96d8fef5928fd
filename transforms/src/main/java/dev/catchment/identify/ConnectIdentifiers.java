package dev.catchment.identify;

import dev.catchment.model.Identifier;
import java.util.Iterator;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Joins the identifiers that occur in one set, over all sets. */
final class ConnectIdentifiers extends CombineFn<List<Identifier>, Components, IdentityIndex> {
  private static final long serialVersionUID = 1;

  private final Namespaces namespaces;
  private final long maxIdentifiers;

  ConnectIdentifiers(Namespaces namespaces, long maxIdentifiers) {
    this.namespaces = namespaces;
    this.maxIdentifiers = maxIdentifiers;
  }

  @Override
  public Components createAccumulator() {
    return new Components();
  }

  @Override
  public Components addInput(Components components, List<Identifier> identifiers) {
    int first = -1;
    for (Identifier identifier : identifiers) {
      int index = components.add(namespaces.key(identifier));
      if (first >= 0) {
        components.union(first, index);
      }
      first = index;
    }
    return checked(components);
  }

  @Override
  public Components mergeAccumulators(Iterable<Components> accumulators) {
    Iterator<Components> rest = accumulators.iterator();
    Components merged = rest.hasNext() ? rest.next() : createAccumulator();
    while (rest.hasNext()) {
      merged.addAll(rest.next());
      checked(merged);
    }
    return merged;
  }

  @Override
  public IdentityIndex extractOutput(Components components) {
    return new IdentityIndex(namespaces, components);
  }

  @Override
  public Coder<Components> getAccumulatorCoder(
      CoderRegistry registry, Coder<List<Identifier>> inputCoder) {
    return new ComponentsCoder();
  }

  @Override
  public Coder<IdentityIndex> getDefaultOutputCoder(
      CoderRegistry registry, Coder<List<Identifier>> inputCoder) {
    return IdentityIndexCoder.of();
  }

  Components checked(Components components) {
    if (components.size() > maxIdentifiers) {
      throw new IllegalStateException(
          "more than "
              + maxIdentifiers
              + " identifiers: raise identity.maxIdentifiers (up to 100 bytes of memory each on"
              + " every worker) or leave out a namespace");
    }
    return components;
  }
}
