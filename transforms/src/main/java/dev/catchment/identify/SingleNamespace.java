package dev.catchment.identify;

import dev.catchment.model.Event;
import dev.catchment.model.Identifier;
import java.io.Serializable;
import java.util.List;

/**
 * The identities of people who are known by one namespace alone: every identifier is one person, so
 * that nothing has to be joined. Gives the profile ids that {@link ResolveIdentities} would.
 * Immutable.
 */
public final class SingleNamespace implements Serializable {
  private static final long serialVersionUID = 1;

  private final String namespace;
  private final Namespaces namespaces;

  private SingleNamespace(String namespace) {
    this.namespace = namespace;
    this.namespaces = new Namespaces(List.of(namespace));
  }

  /** The people of a namespace. */
  public static SingleNamespace of(String namespace) {
    return new SingleNamespace(namespace);
  }

  /** The value by which the person of an event is known; null where there is none. */
  public String person(Event event) {
    List<Identifier> identifiers = event.identifiers();
    for (int index = 0; index < identifiers.size(); index++) {
      if (identifiers.get(index).namespace().equals(namespace)) {
        return identifiers.get(index).value();
      }
    }
    return null;
  }

  /** The identifier with a value. */
  public Identifier identifier(String value) {
    return new Identifier(namespace, value);
  }

  /** The profile id of the person with a value. */
  public String profileId(String value) {
    return namespaces.key(identifier(value)).profileId();
  }
}
