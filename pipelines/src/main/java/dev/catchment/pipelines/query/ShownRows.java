package dev.catchment.pipelines.query;

import dev.catchment.model.RawRecord;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.TextTable;
import dev.catchment.query.RowType;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputFiles;
import dev.catchment.read.RecordFormat;
import java.util.List;

/** Shows the first rows of a result on the terminal. */
final class ShownRows {
  private ShownRows() {}

  /**
   * Prints rows of a result in files.
   *
   * @param most how many at most
   * @param rows how many there are in all
   */
  static void print(FilePlace place, RowType type, int most, long rows, Console console) {
    RowFormat format = place.format();
    List<String> files =
        format == RowFormat.PARQUET
            ? InputFiles.find(place.label() + "/*.parquet")
            : List.of(place.label());
    List<RawRecord> records =
        FirstRecords.of(QueryPlan.RESULT, files, format(format), columns(format, type), most)
            .records();
    TextTable table = new TextTable().row(type.names().toArray(String[]::new));
    for (RawRecord record : records) {
      String[] cells = record.columns();
      for (int column = 0; column < cells.length; column++) {
        cells[column] = cells[column] == null ? "" : cells[column];
      }
      table.row(cells);
    }
    table.lines("  ").forEach(line -> console.result("%s", line));
    if (rows > records.size()) {
      console.result("  … of %,d rows", rows);
    }
    console.result("");
  }

  private static RecordFormat format(RowFormat format) {
    return switch (format) {
      case CSV -> RecordFormat.csv();
      case JSON_LINES -> RecordFormat.jsonLines();
      case TEXT -> FileFinder.TEXT;
      case PARQUET, BLOCKS -> RecordFormat.parquet();
    };
  }

  /** Names in JSON are paths, in which a dot parts two names. */
  private static List<String> columns(RowFormat format, RowType type) {
    return switch (format) {
      case JSON_LINES -> type.names().stream().map(name -> name.replace(".", "\\.")).toList();
      case TEXT -> List.of(FileFinder.LINE);
      default -> type.names();
    };
  }
}
