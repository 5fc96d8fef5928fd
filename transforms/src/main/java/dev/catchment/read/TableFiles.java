package dev.catchment.read;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The files of a table: a CSV or Parquet file, those that a pattern matches, or those in a
 * directory (its Parquet files, also in folders below; else its CSV files). All must have the
 * columns of the first.
 */
public final class TableFiles {
  /** The name of a table as a source in records and counts. */
  public static final String SOURCE = "table";

  static final RecordFormat FORMAT = RecordFormat.csv();

  private static final int LOOKED_AT = 1000;

  private TableFiles() {}

  /**
   * The names of a table's columns in their order, on the machine that launches a job. Throws
   * {@link InputException} when there is no file or it cannot be read.
   */
  public static List<String> columns(String glob) {
    String first = of(glob).get(0);
    if (!isParquet(first)) {
      return TableHeader.read(first, FORMAT);
    }
    try {
      return new ParquetCells(ParquetFile.of(first).schema()).names();
    } catch (IOException failure) {
      throw new InputException("cannot read " + first + ": " + failure.getMessage(), failure);
    }
  }

  /**
   * The names of a table's columns of numbers: in Parquet by their type, in CSV those whose texts
   * in the first {@value #LOOKED_AT} rows are numbers or empty, and not all empty. Throws {@link
   * InputException} as {@link #columns}.
   */
  public static List<String> numericColumns(String glob) {
    String first = of(glob).get(0);
    try {
      if (isParquet(first)) {
        return new ParquetCells(ParquetFile.of(first).schema()).numbers();
      }
      List<String> columns = TableHeader.read(first, FORMAT);
      NumericColumns numeric = new NumericColumns(columns.size());
      try (SourceChannel channel = SourceChannel.open(first)) {
        LineReader lines = new LineReader(channel, FORMAT.maxRecordBytes());
        new CsvReader(first, lines, FORMAT).read(columns, LOOKED_AT, numeric);
      }
      return IntStream.range(0, columns.size())
          .filter(numeric::isNumeric)
          .mapToObj(columns::get)
          .toList();
    } catch (IOException failure) {
      throw new InputException("cannot read " + first + ": " + failure.getMessage(), failure);
    }
  }

  /** The bytes of a table's files; throws {@link InputException} when there is none. */
  public static long bytes(String glob) {
    return sizes(glob).values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The files of a table, in order. Throws {@link InputException} when there is none or they cannot
   * be looked up.
   */
  public static List<String> of(String glob) {
    return List.copyOf(sizes(glob).keySet());
  }

  /** As {@link #of}, with the bytes of each file. */
  static SortedMap<String, Long> sizes(String glob) {
    SortedMap<String, Long> files = InputFiles.sizes(glob);
    if (files.isEmpty()) {
      files = InputFiles.belowSizes(glob, ".parquet");
    }
    if (files.isEmpty()) {
      files = InputFiles.inSizes(glob, ".csv*");
    }
    if (files.isEmpty()) {
      throw new InputException("no table in " + glob + ": no CSV or Parquet file matches it");
    }
    return files;
  }

  static boolean isParquet(String file) {
    return file.endsWith(".parquet");
  }
}
