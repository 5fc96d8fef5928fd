package dev.catchment.pipelines.query;

import dev.catchment.clean.TextParser;
import dev.catchment.model.RawRecord;
import dev.catchment.pipelines.infer.Layout;
import dev.catchment.pipelines.infer.Layouts;
import dev.catchment.pipelines.infer.ValueGuess;
import dev.catchment.pipelines.store.InputStore;
import dev.catchment.query.DataType;
import dev.catchment.read.FileStart;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import dev.catchment.read.RecordFormat;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableHeader;
import dev.catchment.store.StorePaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Finds the files behind the name of a table, and what columns they have. */
final class FileFinder {
  /** The column of a table of text. */
  static final String LINE = "line";

  /** How text is read: each line is a row. */
  static final RecordFormat TEXT = RecordFormat.textLines();

  private static final Set<String> FORMATS = Set.of("text", "csv", "json", "avro", "parquet");

  /** The folder of events of a store, which is no pattern. */
  private static final Pattern STORED_EVENTS =
      Pattern.compile("([^*?\\[\\]{}]+)/" + StorePaths.EVENTS + "/*");

  private final String name;
  private final DeclaredTypes types;
  private final int sample;

  /**
   * Finds a table.
   *
   * @param sample how many records types are guessed from
   */
  FileFinder(String name, DeclaredTypes types, int sample) {
    this.name = name;
    this.types = types;
    this.sample = sample;
  }

  /** The table in files; throws {@link InputException} when there is none that can be read. */
  FileSource find(String place) {
    int colon = place.indexOf(':');
    String word = colon < 0 ? "" : place.substring(0, colon);
    return FORMATS.contains(word) ? of(word, place.substring(colon + 1)) : of("", place);
  }

  private FileSource of(String given, String pattern) {
    List<String> files = expand(pattern);
    SortedMap<String, Long> sizes = InputFiles.matchSizes(files);
    String first =
        sizes.entrySet().stream()
            .filter(file -> file.getValue() > 0)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(sizes.firstKey());
    String format = given.isEmpty() ? byName(first) : given;
    if (format.equals("text")) {
      return new FileSource(
          name,
          files,
          TEXT,
          types.declare(name, List.of(InputColumn.of(LINE, DataType.TEXT))),
          List.of());
    }
    if (sizes.get(first) == 0) {
      throw new InputException(first + " is empty: it has not even the names of columns");
    }
    return switch (format) {
      case "csv" ->
          ofTexts(files, first, RecordFormat.csv(), TableHeader.read(first, RecordFormat.csv()));
      case "avro" -> stored(files, first, RecordFormat.avro());
      case "parquet" -> stored(files, first, RecordFormat.parquet());
      default -> found(files, first);
    };
  }

  /**
   * A directory stands for the files in it, the events of a store for the files that its batches
   * name, a pattern for itself.
   */
  private static List<String> expand(String pattern) {
    if (!InputFiles.find(pattern).isEmpty()) {
      return List.of(pattern);
    }
    Matcher events = STORED_EVENTS.matcher(pattern);
    if (events.matches()) {
      Set<String> files = InputStore.of(events.group(1)).eventSizes().keySet();
      if (!files.isEmpty()) {
        return List.copyOf(files);
      }
    }
    return TableFiles.of(pattern);
  }

  private static String byName(String file) {
    String bare = file.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst|zstd|bz2)$", "");
    return bare.matches(".*\\.(txt|log|text)") ? "text" : "";
  }

  private FileSource found(List<String> files, String first) {
    Layout layout = Layouts.of(first, Math.min(sample, 1000));
    RecordFormat format = layout.format();
    if (!format.isText()) {
      return stored(files, first, format);
    }
    List<String> columns =
        layout.word().equals("csv") && layout.isNamed()
            ? TableHeader.read(first, format)
            : layout.columns();
    return ofTexts(files, first, format, columns);
  }

  static void checkNames(String file, List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (column.isBlank()) {
        throw new InputException(file + " has a column without a name; give each its own");
      }
      if (!seen.add(column.toLowerCase(Locale.ROOT))) {
        throw new InputException(
            "%s has two columns named %s, in capitals or not; give each its own name"
                .formatted(file, column));
      }
    }
  }

  private FileSource stored(List<String> files, String first, RecordFormat format) {
    List<InputColumn> columns = new ArrayList<>();
    FileStart.types(first, format)
        .forEach((column, type) -> columns.add(InputColumn.of(column, type(type))));
    if (columns.isEmpty()) {
      throw new InputException(first + " has no column of single values");
    }
    checkNames(first, columns.stream().map(InputColumn::name).toList());
    return new FileSource(name, files, format, types.declare(name, columns), List.of());
  }

  private FileSource ofTexts(
      List<String> files, String first, RecordFormat format, List<String> names) {
    checkNames(first, names);
    List<RawRecord> records =
        FirstRecords.of(name, InputFiles.match(files), format, names, sample).records();
    List<String> unknown =
        IntStream.range(0, names.size())
            .filter(slot -> values(records, slot).isEmpty() && !types.has(name, names.get(slot)))
            .mapToObj(names::get)
            .toList();
    return new FileSource(name, files, format, types.declare(name, guess(names, records)), unknown);
  }

  /** Columns of the given names, whose values are texts of records. */
  static List<InputColumn> guess(List<String> names, List<RawRecord> records) {
    return IntStream.range(0, names.size())
        .mapToObj(slot -> guess(names.get(slot), values(records, slot)))
        .toList();
  }

  private static List<String> values(List<RawRecord> records, int slot) {
    return records.stream().map(record -> record.column(slot)).filter(Objects::nonNull).toList();
  }

  /** A column whose values are texts. */
  static InputColumn guess(String column, List<String> values) {
    if (values.isEmpty()) {
      return InputColumn.of(column, DataType.TEXT);
    }
    ValueGuess guess = ValueGuess.of(values);
    Optional<TextParser> times = guess.times();
    if (times.isPresent()) {
      return new InputColumn(
          column, guess.tellsTime() ? DataType.TIMESTAMP : DataType.DATE, times.get());
    }
    return InputColumn.of(
        column,
        switch (guess.type()) {
          case BOOLEAN -> DataType.BOOLEAN;
          case INTEGER -> DataType.INTEGER;
          case INTEGER_WITH_ZEROS, DECIMAL -> DataType.DOUBLE;
          default -> DataType.TEXT;
        });
  }

  private static DataType type(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Date) {
      return DataType.DATE;
    }
    if (logical instanceof LogicalTypes.TimeMillis || logical instanceof LogicalTypes.TimeMicros) {
      return DataType.TIME;
    }
    if (logical instanceof LogicalTypes.Decimal) {
      return DataType.DECIMAL;
    }
    if (logical != null && logical.getName().contains("timestamp")) {
      return DataType.TIMESTAMP;
    }
    return switch (schema.getType()) {
      case INT, LONG -> DataType.INTEGER;
      case FLOAT, DOUBLE -> DataType.DOUBLE;
      case BOOLEAN -> DataType.BOOLEAN;
      default -> DataType.TEXT;
    };
  }
}
