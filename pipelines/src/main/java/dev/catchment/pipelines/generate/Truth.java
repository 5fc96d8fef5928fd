package dev.catchment.pipelines.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is true of one person: the identifiers that sound records showed, which of them such records
 * join, and every personal value as it was written anywhere.
 *
 * <p>Held in memory per person: a few dozen values.
 */
final class Truth {
  /**
   * A name under which a record knows its person.
   *
   * @param value normalised
   * @param shared whether other people use it too, so that it says nothing about who it is
   */
  record Known(String namespace, String value, boolean shared) {}

  private record RawValue(String kind, String value) {}

  private final String person;
  private final List<Known> identifiers = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final Set<RawValue> rawValues = new LinkedHashSet<>();

  Truth(String person) {
    this.person = person;
  }

  /** Remembers that a sound record shows these together; nulls are left out. */
  void sawTogether(Known... known) {
    int first = -1;
    for (Known each : Arrays.stream(known).filter(Objects::nonNull).toList()) {
      int index = indexOf(each);
      if (!each.shared()) {
        first = first < 0 ? root(index) : first;
        parents.set(root(index), first);
      }
    }
  }

  /** Remembers a personal value as it stands in a file, with its trimmed and normalised forms. */
  void wrote(String kind, String written, String normalised) {
    rawValues.add(new RawValue(kind, written));
    rawValues.add(new RawValue(kind, written.strip()));
    rawValues.add(new RawValue(kind, normalised));
  }

  /** The rows of {@code identifiers.csv}. */
  List<String> identifierRows() {
    List<String> rows = new ArrayList<>();
    for (int index = 0; index < identifiers.size(); index++) {
      Known known = identifiers.get(index);
      String component = known.shared() ? "" : String.valueOf(root(index));
      rows.add(
          CsvLine.line(
              person, known.namespace(), known.value(), String.valueOf(known.shared()), component));
    }
    return rows;
  }

  /** The rows of {@code raw_values.csv}. */
  List<String> rawValueRows() {
    return rawValues.stream().map(raw -> CsvLine.line(person, raw.kind(), raw.value())).toList();
  }

  private int indexOf(Known known) {
    int index = identifiers.indexOf(known);
    if (index < 0) {
      index = identifiers.size();
      identifiers.add(known);
      parents.add(index);
    }
    return index;
  }

  private int root(int index) {
    int root = index;
    while (parents.get(root) != root) {
      root = parents.get(root);
    }
    return root;
  }
}
