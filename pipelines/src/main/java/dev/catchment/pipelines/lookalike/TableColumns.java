package dev.catchment.pipelines.lookalike;

import dev.catchment.read.TableRow;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the id and the features of a person stand in a row. Immutable. */
final class TableColumns implements Serializable {
  private static final long serialVersionUID = 1;

  private final String idName;
  private final int id;
  private final List<String> names;
  private final List<Integer> slots;

  private TableColumns(String idName, int id, List<String> names, List<Integer> slots) {
    this.idName = idName;
    this.id = id;
    this.names = names;
    this.slots = slots;
  }

  /** The places of columns of a table that has them. */
  static TableColumns of(List<String> columns, String id, List<String> features) {
    return new TableColumns(
        id,
        columns.indexOf(id),
        List.copyOf(features),
        features.stream().map(columns::indexOf).toList());
  }

  /** The columns that are looked at. */
  Set<String> cells() {
    Set<String> cells = new HashSet<>(names);
    cells.add(idName);
    return cells;
  }

  /** The id, or null when there is none. */
  String id(TableRow row) {
    return row.text(id);
  }

  /** Why a row is no person, as a stable name; null when it is one. */
  String flaw(TableRow row) {
    if (id(row) == null) {
      return "missing_id";
    }
    for (int index = 0; index < slots.size(); index++) {
      if (Double.isInfinite(row.number(slots.get(index)))) {
        return "invalid_" + names.get(index);
      }
    }
    return null;
  }

  /** The features of a person, NaN for a missing one. */
  double[] values(TableRow row) {
    double[] values = new double[slots.size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = row.number(slots.get(index));
    }
    return values;
  }
}
