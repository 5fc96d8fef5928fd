package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

/**
 * A name under which a person or device is known in one channel.
 *
 * @param namespace the kind of name, such as {@code cookie}, {@code customer} or {@code email}
 * @param value the name, normalised; a pseudonym where the namespace is personal
 */
public record Identifier(String namespace, String value) implements Comparable<Identifier> {
  public Identifier {
    checkNotNull(namespace, "namespace");
    checkNotNull(value, "value of %s", namespace);
  }

  @Override
  public int compareTo(Identifier other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : value.compareTo(other.value);
  }
}
