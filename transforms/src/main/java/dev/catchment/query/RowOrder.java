package dev.catchment.query;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelCollation;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelFieldCollation;

/**
 * An order of rows: by some columns, and where those are equal by all others, so that it never
 * depends on chance.
 */
final class RowOrder implements Serializable {
  private static final long serialVersionUID = 1;

  /** A column with its direction. */
  record By(int column, boolean descending, boolean nullsFirst) implements Serializable {}

  private final By[] by;
  private final int wanted;

  private RowOrder(By[] by, int wanted) {
    this.by = by;
    this.wanted = wanted;
  }

  /** The columns of an order of a plan, with their directions. */
  static List<By> by(RelCollation collation) {
    return collation.getFieldCollations().stream()
        .map(
            field ->
                new By(
                    field.getFieldIndex(),
                    field.direction.isDescending(),
                    field.nullDirection == RelFieldCollation.NullDirection.FIRST))
        .toList();
  }

  static RowOrder of(List<By> columns, int width) {
    List<By> all = new ArrayList<>(columns);
    Set<Integer> seen = new TreeSet<>();
    columns.forEach(each -> seen.add(each.column()));
    for (int column = 0; column < width; column++) {
      if (!seen.contains(column)) {
        all.add(new By(column, false, false));
      }
    }
    return new RowOrder(all.toArray(By[]::new), columns.size());
  }

  int compare(RowBlock a, int rowA, RowBlock b, int rowB) {
    return compare(a, rowA, b, rowB, by.length);
  }

  /** Whether two rows are equal in the columns that are ordered by. */
  boolean isPeer(RowBlock a, int rowA, RowBlock b, int rowB) {
    return compare(a, rowA, b, rowB, wanted) == 0;
  }

  private int compare(RowBlock a, int rowA, RowBlock b, int rowB, int columns) {
    for (int index = 0; index < columns; index++) {
      int order = compare(by[index], a, rowA, b, rowB);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(By by, RowBlock a, int rowA, RowBlock b, int rowB) {
    int column = by.column();
    boolean noneA = a.isMissing(column, rowA);
    boolean noneB = b.isMissing(column, rowB);
    if (noneA || noneB) {
      return noneA == noneB ? 0 : noneA == by.nullsFirst() ? -1 : 1;
    }
    int order =
        switch (a.type().type(column).storage()) {
          case LONG -> Long.compare(a.longAt(column, rowA), b.longAt(column, rowB));
          case DOUBLE -> Comparisons.compare(a.doubleAt(column, rowA), b.doubleAt(column, rowB));
          case OBJECT -> Comparisons.compare(a.objectAt(column, rowA), b.objectAt(column, rowB));
        };
    return by.descending() ? -order : order;
  }
}
