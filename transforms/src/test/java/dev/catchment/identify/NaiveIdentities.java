package dev.catchment.identify;

import dev.catchment.model.Identifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The twin of the identity steps: breadth-first search over an adjacency map. */
final class NaiveIdentities {
  private final Map<Identifier, String> profileIds = new HashMap<>();

  NaiveIdentities(Namespaces namespaces, Collection<List<Identifier>> sets) {
    Map<Identifier, Set<Identifier>> neighbours = new HashMap<>();
    for (List<Identifier> set : sets) {
      for (Identifier identifier : set) {
        neighbours.computeIfAbsent(identifier, unused -> new HashSet<>()).addAll(set);
      }
    }
    for (Identifier start : neighbours.keySet()) {
      if (!profileIds.containsKey(start)) {
        Set<Identifier> component = new HashSet<>(Set.of(start));
        Deque<Identifier> queue = new ArrayDeque<>(component);
        while (!queue.isEmpty()) {
          for (Identifier next : neighbours.get(queue.remove())) {
            if (component.add(next)) {
              queue.add(next);
            }
          }
        }
        String id =
            component.stream().map(namespaces::key).min(Key::compareTo).orElseThrow().profileId();
        component.forEach(identifier -> profileIds.put(identifier, id));
      }
    }
  }

  /** The identifiers that occur in one set with more than so many values of a person namespace. */
  static Map<Identifier, Integer> shared(
      Collection<List<Identifier>> sets, Set<String> person, int maxPeople) {
    Map<Identifier, Map<String, Set<String>>> people = new HashMap<>();
    for (List<Identifier> set : sets) {
      for (Identifier identifier : set) {
        for (Identifier named : set) {
          if (person.contains(named.namespace()) && !person.contains(identifier.namespace())) {
            people
                .computeIfAbsent(identifier, unused -> new HashMap<>())
                .computeIfAbsent(named.namespace(), unused -> new HashSet<>())
                .add(named.value());
          }
        }
      }
    }
    Map<Identifier, Integer> shared = new HashMap<>();
    people.forEach(
        (identifier, values) -> {
          int most = values.values().stream().mapToInt(Set::size).max().orElse(0);
          if (most > maxPeople) {
            shared.put(identifier, most);
          }
        });
    return shared;
  }

  static List<List<Identifier>> without(
      Collection<List<Identifier>> sets, Set<Identifier> leftOut) {
    List<List<Identifier>> kept = new ArrayList<>();
    for (List<Identifier> set : sets) {
      kept.add(set.stream().filter(identifier -> !leftOut.contains(identifier)).toList());
    }
    return kept;
  }

  Map<Identifier, String> profileIds() {
    return profileIds;
  }
}
