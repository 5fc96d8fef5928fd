package dev.catchment.pipelines.query;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.UsageException;
import dev.catchment.query.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The types of columns that are told and not guessed, by table and column. */
final class DeclaredTypes {
  private final Map<String, Map<String, DataType>> types = new LinkedHashMap<>();

  /**
   * The types of an option.
   *
   * @param declared {@code TABLE.COLUMN=TYPE}, or {@code COLUMN=TYPE} of the only table
   * @param tables the names of the tables
   */
  static DeclaredTypes of(List<String> declared, List<String> tables) {
    DeclaredTypes found = new DeclaredTypes();
    for (String each : declared == null ? List.<String>of() : declared) {
      int sign = each.lastIndexOf('=');
      DataType type = DataType.valueOf(each.substring(sign + 1).toUpperCase(Locale.ROOT));
      String column = each.substring(0, sign);
      String table = column.replaceFirst("\\..*", "");
      if (!column.contains(".") || !tables.contains(table)) {
        if (tables.size() > 1) {
          throw new UsageException(
              "--types=%s: say which table, as TABLE.COLUMN=TYPE; the tables are %s%s"
                  .formatted(each, String.join(", ", tables), Nearest.hint(table, tables)));
        }
        table = tables.get(0);
      } else {
        column = column.substring(table.length() + 1);
      }
      found.types.computeIfAbsent(table, unused -> new LinkedHashMap<>()).put(column, type);
    }
    return found;
  }

  /** Whether the type of a column is told. */
  boolean has(String table, String column) {
    return types.getOrDefault(table, Map.of()).containsKey(column);
  }

  /** The types told of a table, by column. */
  Map<String, DataType> of(String table) {
    return types.getOrDefault(table, Map.of());
  }

  /**
   * The columns of a table with the types that are told of them.
   *
   * @throws UsageException when one is told of a column that is not there
   */
  List<InputColumn> declare(String table, List<InputColumn> columns) {
    List<String> names = columns.stream().map(InputColumn::name).toList();
    of(table)
        .forEach(
            (column, type) -> {
              if (!names.contains(column)) {
                throw new UsageException(
                    "--types: the table %s has no column %s%s The columns are %s"
                        .formatted(
                            table,
                            column,
                            Nearest.hintOrStop(column, names),
                            String.join(", ", names)));
              }
            });
    List<InputColumn> declared = new ArrayList<>();
    for (InputColumn column : columns) {
      DataType type = of(table).getOrDefault(column.name(), column.type());
      declared.add(
          type == column.type() ? column : new InputColumn(column.name(), type, column.times()));
    }
    return declared;
  }
}
