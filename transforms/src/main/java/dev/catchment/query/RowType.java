package dev.catchment.query;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names and types of the columns of a table; any value may be missing.
 *
 * @param columns at least one; no two have the same name, in capitals or not
 */
public record RowType(List<Column> columns) implements Serializable {
  /** A named column. */
  public record Column(String name, DataType type) implements Serializable {}

  public RowType {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      checkArgument(names.add(column.name()), "The table has two columns named %s.", column.name());
    }
  }

  /** The type of no columns, to which {@link #with} adds. */
  public static RowType empty() {
    return new RowType(List.of());
  }

  /** The same with another column at the end. */
  public RowType with(String name, DataType type) {
    List<Column> more = new ArrayList<>(columns);
    more.add(new Column(name, type));
    return new RowType(more);
  }

  /** The same with those of another at the end, under other names where theirs are taken. */
  RowType withAll(RowType more) {
    List<Column> all = new ArrayList<>(columns);
    Set<String> names = new HashSet<>(names());
    for (Column column : more.columns) {
      String name = column.name();
      for (int next = 0; !names.add(name); next++) {
        name = column.name() + next;
      }
      all.add(new Column(name, column.type()));
    }
    return new RowType(all);
  }

  /** The number of columns. */
  public int size() {
    return columns.size();
  }

  /** The name of a column. */
  public String name(int column) {
    return columns.get(column).name();
  }

  /** The type of a column. */
  public DataType type(int column) {
    return columns.get(column).type();
  }

  /** The names in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The place of a column by its exact name, or -1. */
  public int find(String name) {
    return names().indexOf(name);
  }
}
