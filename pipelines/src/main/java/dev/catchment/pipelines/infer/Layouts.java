package dev.catchment.pipelines.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.model.RawRecord;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.FileCheck;
import dev.catchment.read.FileStart;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.LinePattern;
import dev.catchment.read.RecordFormat;
import dev.catchment.read.TableHeader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds out how files are written, by the beginning of the first that is not empty, or what columns
 * messages have.
 */
public final class Layouts {
  private static final int START = 1 << 22;
  private static final int LINES = 200;
  private static final double SHARE = 0.9;
  private static final LinePattern LINE = LinePattern.of("(?s)(?P<line>.*)");
  private static final List<String> PRESETS = List.of("apache-combined", "apache-common");

  private final String file;
  private final int sample;
  private Charset charset = UTF_8;
  private final List<String> lines = new ArrayList<>();

  private Layouts(String file, int sample) {
    this.file = file;
    this.sample = sample;
  }

  /**
   * The layout of a file.
   *
   * @param sample how many records are looked at
   * @throws UsageException when it is none that can be read
   */
  public static Layout of(String file, int sample) {
    Optional<FileCheck.Fault> fault = FileCheck.fault(file, false);
    if (fault.isPresent() && !fault.get().isHarmless()) {
      throw new UsageException(fault.get().message() + "; " + fault.get().fix());
    }
    return new Layouts(file, sample).find();
  }

  /**
   * The layout of messages, an object of JSON each.
   *
   * @param topic where they come from
   * @throws UsageException when too many of them are none
   */
  public static Layout ofMessages(String topic, List<String> messages) {
    JsonKey root = new JsonKey();
    messages.forEach(message -> JsonColumns.add(message, root));
    if (root.seen() < SHARE * messages.size()) {
      throw new UsageException(
          "%s: of the last %,d messages %,d are objects of JSON; all are wanted to be"
              .formatted(topic, messages.size(), root.seen()));
    }
    return new Layouts(topic, messages.size()).json(root, new ArrayList<>());
  }

  private Layout find() {
    byte[] start = FileStart.bytes(file, START);
    String mark = new String(start, 0, Math.min(4, start.length), UTF_8);
    if (mark.equals("PAR1")) {
      return stored("parquet", RecordFormat.parquet());
    }
    if (mark.equals("Obj\u0001")) {
      return stored("avro", RecordFormat.avro());
    }
    Encoding encoding =
        Encoding.of(start)
            .orElseThrow(
                () ->
                    new UsageException(
                        file
                            + " is no text, nor Avro or Parquet; name files of records with --input"));
    charset = encoding.charset();
    if (!charset.equals(UTF_8)) {
      lines.add("encoding: %s  # %s".formatted(charset.name(), encoding.reason()));
    }
    List<String> first = lines(LINES);
    if (first.isEmpty()) {
      throw new UsageException(file + " holds no record; name a file that holds some with --input");
    }
    return text(first, encoding);
  }

  private Layout text(List<String> first, Encoding encoding) {
    List<String> remarks = new ArrayList<>();
    if (charset.equals(UTF_8) && !encoding.reason().isEmpty()) {
      remarks.add("The text is UTF-8, " + encoding.reason() + "; their lines are rejected");
    }
    char begin = first.get(0).charAt(0);
    if (begin == '{' || begin == '[') {
      return json(begin, remarks);
    }
    if (begin == '<') {
      throw new UsageException(
          file + " looks like XML, which no format reads; convert it to CSV or JSON lines");
    }
    for (String preset : PRESETS) {
      LinePattern pattern = LinePattern.preset(preset);
      RecordFormat format = RecordFormat.lines(pattern).withCharset(charset);
      if (records(format, pattern.columns(), LINES).size() >= SHARE * first.size()) {
        lines.add("lines: {preset: %s}".formatted(preset));
        return new Layout("lines", format, lines, pattern.columns(), true, remarks);
      }
    }
    return delimited(remarks);
  }

  private Layout json(char begin, List<String> remarks) {
    JsonKey root = new JsonKey();
    List<String> all = lines(sample);
    all.forEach(line -> JsonColumns.add(line, root));
    if (root.seen() < SHARE * all.size()) {
      throw new UsageException(
          begin == '['
              ? file + " is a JSON list; one object a line is wanted: jq -c '.[]' FILE > FILE.jsonl"
              : file
                  + " is JSON whose objects go over several lines; one object a line is wanted: jq -c . FILE > FILE.jsonl");
    }
    return json(root, remarks);
  }

  private Layout json(JsonKey root, List<String> remarks) {
    JsonColumns columns = JsonColumns.of(root);
    remarks.addAll(columns.remarks());
    RecordFormat format = RecordFormat.jsonLines().withCharset(charset);
    return new Layout("json", format, lines, usable(columns.paths()), true, remarks);
  }

  private Layout stored(String word, RecordFormat format) {
    return new Layout(
        word, format, lines, usable(FileStart.columns(file, format)), true, List.of());
  }

  private List<String> usable(List<String> columns) {
    if (columns.isEmpty()) {
      throw new UsageException(file + " names no column that can be used; give each its own name");
    }
    return columns;
  }

  private Layout delimited(List<String> remarks) {
    Dialect dialect =
        Dialect.of(file, charset)
            .orElseThrow(
                () ->
                    new UsageException(
                        "the rows of %s have no steady number of fields, whatever the delimiter; if they are of any width write csv: {ragged: true}, if they are other text lines: {pattern: …}, as docs/configuration.md says"
                            .formatted(file)));
    if (dialect.firstWidth() != dialect.width()) {
      throw new UsageException(
          "the first line of %s is cut into %d fields and most others into %d; take it out if it is neither a header nor a row"
              .formatted(file, dialect.firstWidth(), dialect.width()));
    }
    RecordFormat format = dialect.format(charset);
    boolean hasHeader = dialect.hasHeader();
    List<String> header =
        hasHeader
            ? TableHeader.read(file, format)
            : IntStream.rangeClosed(1, dialect.width()).mapToObj(n -> "column_" + n).toList();
    List<String> columns = new ArrayList<>(header);
    columns.removeIf(name -> name.isBlank() || Collections.frequency(header, name) > 1);
    if (columns.size() < header.size()) {
      remarks.add(
          "Columns without a name, and names that stand twice, cannot be used and are left out");
    }
    usable(columns);
    csv(dialect, header, hasHeader);
    if (!hasHeader) {
      remarks.add(
          "The first line reads like a record, so the columns have no names: give them some in csv.header, and look for personal ones, which only their values could tell. If it is a header line after all, take csv.header out");
    }
    return new Layout(
        "csv", hasHeader ? format : format.withHeader(header), lines, columns, hasHeader, remarks);
  }

  private void csv(Dialect dialect, List<String> header, boolean hasHeader) {
    boolean isComma = dialect.delimiter().equals(",");
    if (isComma && hasHeader) {
      return;
    }
    lines.add("csv:");
    if (!isComma) {
      lines.add("  delimiter: %s".formatted(Yaml.scalar(dialect.delimiter())));
    }
    if (!hasHeader) {
      lines.add("  header: [%s]".formatted(String.join(", ", header)));
    }
  }

  private List<String> lines(int limit) {
    return records(RecordFormat.lines(LINE).withCharset(charset), List.of("line"), limit).stream()
        .map(record -> record.column(0))
        .filter(line -> line != null)
        .toList();
  }

  private List<RawRecord> records(RecordFormat format, List<String> columns, int limit) {
    return FirstRecords.of("sample", List.of(file), format, columns, limit).records();
  }
}
