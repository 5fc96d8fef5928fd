package dev.catchment.identify;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;
import dev.catchment.model.Identifier;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The namespaces of identifiers that may name a person, the most telling one first. */
final class Namespaces implements Serializable {
  /** The most namespaces there may be: a key has one byte for them. */
  static final int LIMIT = 255;

  private static final long serialVersionUID = 1;

  private final List<String> names;
  private final Map<String, Integer> ranks = new HashMap<>();

  Namespaces(List<String> names) {
    this.names = List.copyOf(names);
    checkArgument(names.size() <= LIMIT, "%s namespaces, must be at most %s", names.size(), LIMIT);
    for (String name : names) {
      checkArgument(ranks.put(name, ranks.size()) == null, "namespace %s stands twice", name);
    }
  }

  List<String> names() {
    return names;
  }

  /** The place of a namespace in the order of priority, 0 the first; -1 when it has none. */
  int rank(String namespace) {
    return ranks.getOrDefault(namespace, -1);
  }

  /** The key of an identifier, or null when its namespace has no rank. */
  Key key(Identifier identifier) {
    int rank = rank(identifier.namespace());
    if (rank < 0) {
      return null;
    }
    byte[] h =
        Hashing.sha256()
            .newHasher()
            .putString(identifier.namespace(), StandardCharsets.UTF_8)
            .putByte((byte) 0)
            .putString(identifier.value(), StandardCharsets.UTF_8)
            .hash()
            .asBytes();
    return new Key(
        Longs.fromBytes((byte) (rank + 1), h[0], h[1], h[2], h[3], h[4], h[5], h[6]),
        Longs.fromBytes(h[7], h[8], h[9], h[10], h[11], h[12], h[13], h[14]));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Namespaces that && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }
}
