package dev.catchment.identify;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.Event;
import dev.catchment.model.Identifier;

/**
 * Who every identifier belongs to; immutable.
 *
 * <p>A profile id is the letter {@code p} and 24 characters of base 32: the hash of the person's
 * first identifier, by the priority of its namespace and then by its hash. It is the same whatever
 * the order of the events, and changes when an earlier identifier joins the person.
 *
 * <p>Memory: 28 to 36 bytes an identifier.
 */
public final class IdentityIndex {
  private final Namespaces namespaces;
  private final Components components;

  IdentityIndex(Namespaces namespaces, Components components) {
    this.namespaces = checkNotNull(namespaces, "namespaces");
    this.components = components.compacted();
  }

  /** The number of identifiers. */
  public int size() {
    return components.size();
  }

  /** The profile id of an identifier, or null when it is unknown, shared or of no namespace. */
  public String profileId(Identifier identifier) {
    return profileId(find(identifier));
  }

  /** The profile id of an event by its known identifier of the first namespace, or null. */
  public String profileId(Event event) {
    Identifier best = null;
    int found = -1;
    for (Identifier identifier : event.identifiers()) {
      if (precedes(identifier, best)) {
        int index = find(identifier);
        if (index >= 0) {
          best = identifier;
          found = index;
        }
      }
    }
    return profileId(found);
  }

  /**
   * The profile id of an event as {@link #profileId(Event)}; without a known identifier that of a
   * person of its own, by the first of its identifiers that are not shared, as if no other event
   * had them. Null where there is none.
   *
   * <p>So it is the id that {@link ResolveIdentities} gives the person as long as its identifiers
   * come together in every event that has one of them.
   */
  public String personOf(Event event) {
    Identifier best = null;
    String known = null;
    Key first = null;
    for (Identifier identifier : event.identifiers()) {
      Key key = namespaces.key(identifier);
      int index = key == null ? -1 : components.find(key);
      if (index >= 0) {
        Key person = components.key(components.root(index));
        if (!person.equals(Key.NOBODY) && precedes(identifier, best)) {
          best = identifier;
          known = person.profileId();
        }
      } else if (key != null && (first == null || key.compareTo(first) < 0)) {
        first = key;
      }
    }
    return known != null || first == null ? known : first.profileId();
  }

  Namespaces namespaces() {
    return namespaces;
  }

  Components components() {
    return components;
  }

  private boolean precedes(Identifier identifier, Identifier best) {
    int rank = namespaces.rank(identifier.namespace());
    return rank >= 0
        && (best == null
            || rank < namespaces.rank(best.namespace())
            || (rank == namespaces.rank(best.namespace())
                && identifier.value().compareTo(best.value()) < 0));
  }

  private int find(Identifier identifier) {
    Key key = namespaces.key(identifier);
    return key == null ? -1 : components.find(key);
  }

  private String profileId(int index) {
    return index < 0 ? null : components.key(components.root(index)).profileId();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdentityIndex that
        && namespaces.equals(that.namespaces)
        && components.isSameAs(that.components);
  }

  @Override
  public int hashCode() {
    return 31 * namespaces.hashCode() + components.size();
  }
}
