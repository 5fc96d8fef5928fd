package dev.catchment.pipelines.lookalike;

import dev.catchment.model.RawRecord;
import java.io.Serializable;
import java.util.List;

/** Where the id and the features of a person stand in a row. Immutable. */
final class TableColumns implements Serializable {
  private static final long serialVersionUID = 1;

  private final int id;
  private final List<String> names;
  private final List<Integer> slots;

  private TableColumns(int id, List<String> names, List<Integer> slots) {
    this.id = id;
    this.names = names;
    this.slots = slots;
  }

  /** The places of columns of a table that has them. */
  static TableColumns of(List<String> columns, String id, List<String> features) {
    return new TableColumns(
        columns.indexOf(id),
        List.copyOf(features),
        features.stream().map(columns::indexOf).toList());
  }

  /** The number that a text is, or null when it is none or not finite. */
  static Double number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The id, or null when there is none. */
  String id(RawRecord row) {
    return row.column(id);
  }

  /** Why a row is no person, as a stable name; null when it is one. */
  String flaw(RawRecord row) {
    if (id(row) == null) {
      return "missing_id";
    }
    for (int index = 0; index < slots.size(); index++) {
      String text = row.column(slots.get(index));
      if (text != null && number(text) == null) {
        return "invalid_" + names.get(index);
      }
    }
    return null;
  }

  /** The features of a person, NaN for a missing one. */
  double[] values(RawRecord row) {
    double[] values = new double[slots.size()];
    for (int index = 0; index < values.length; index++) {
      String text = row.column(slots.get(index));
      values[index] = text == null ? Double.NaN : Double.parseDouble(text);
    }
    return values;
  }
}
