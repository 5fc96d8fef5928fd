package dev.catchment.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds for every table, with the reader of records as the reference. */
class TableScanPropertiesTest {
  private static final List<String> COLUMNS = List.of("a", "b", "c");
  private static final List<String> HEADERS =
      List.of("a,b,c", "c,a,b", "b, x ,c,a", "\n \nc,b,a", "\"c\",\"b\ny\",b,a");

  /** Bytes as Latin-1, so that there can be malformed UTF-8 as well. */
  private static final List<String> CELLS =
      List.of(
          "",
          " ",
          "7",
          "-2.50",
          " 1e3\t",
          "+.5",
          "5.",
          "-0",
          ".",
          "NaN",
          "Infinity",
          "0x1p3",
          "1d",
          "12345678901234567890",
          "0.1234567890123456789",
          "9007199254740993",
          "1e400",
          "x y",
          "1\r2",
          "\0001",
          "\u00c3\u00a9",
          "1\u00c2\u00a0",
          "\u00ef\u00bb\u00bf3",
          "\u00c3");

  private static final List<String> QUOTED =
      List.of("\"q\"", "\"1,5\"", "\"3\"\"\"", "\"two\nlines\"", "\"open", "5\" pipe", "\"a\"b");

  private static Path file;

  @BeforeContainer
  static void makeFile() throws IOException {
    file = Files.createTempFile("table", ".csv");
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  @Provide
  Arbitrary<String> plain() {
    return tables(Arbitraries.of(CELLS));
  }

  @Provide
  Arbitrary<String> quoted() {
    return tables(Arbitraries.of(Stream.concat(CELLS.stream(), QUOTED.stream()).toList()));
  }

  private static Arbitrary<String> tables(Arbitrary<String> cells) {
    Arbitrary<String> rows =
        Arbitraries.of(3, 3, 3, 3, 3, 3, 2, 4, 1, 0)
            .flatMap(width -> cells.list().ofSize(width))
            .map(row -> String.join(",", row));
    return Combinators.combine(
            Arbitraries.of("", "\u00ef\u00bb\u00bf"),
            Arbitraries.of(HEADERS),
            rows.list().ofMaxSize(12),
            Arbitraries.of("\n", "\r\n"),
            Arbitraries.of(true, false))
        .as(
            (mark, header, lines, end, ended) ->
                mark + header + end + String.join(end, lines) + (ended ? end : ""));
  }

  @Property(tries = 500)
  void rangesOfAnySizeGiveTheRecords(
      @ForAll("plain") String table, @ForAll @IntRange(min = 1, max = 40) int length)
      throws IOException {
    check(table, length);
  }

  @Property(tries = 500)
  void oneRangeGivesTheRecordsOfAnyTable(@ForAll("quoted") String table) throws IOException {
    check(table, Integer.MAX_VALUE);
  }

  private static void check(String table, int length) throws IOException {
    byte[] bytes = table.getBytes(ISO_8859_1);
    Files.write(file, bytes);
    ScannedTable scanned = new ScannedTable(TableScan.of(COLUMNS));
    for (long begin = 0; begin < bytes.length; begin += length) {
      long end = Math.min(begin + length, bytes.length);
      scanned.read(new TableRange(file.toString(), 0, begin, end));
    }
    FirstRecords expected =
        FirstRecords.ofTable(List.of(file.toString()), COLUMNS, Integer.MAX_VALUE);
    assertEquals(
        expected.records().stream().map(row -> Arrays.asList(row.columns())).toList(),
        scanned.rows);
    assertEquals(
        expected.records().stream().map(TableScanPropertiesTest::numbers).toList(),
        scanned.numbers);
    assertEquals(expected.rejected().stream().map(Rejected::reason).toList(), scanned.reasons);
    assertEquals(scanned.places.size(), new HashSet<>(scanned.places).size());
  }

  private static List<Double> numbers(RawRecord row) {
    return Arrays.stream(row.columns()).map(TableScanPropertiesTest::number).toList();
  }

  private static double number(String text) {
    if (text == null) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : Double.POSITIVE_INFINITY;
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  @Property(tries = 200)
  void aLineStandsForItsRow(@ForAll("quoted") String table) throws IOException {
    Files.write(file, table.getBytes(ISO_8859_1));
    TableRange whole = new TableRange(file.toString(), 0, 0, Files.size(file));
    List<String> header = TableHeader.read(file.toString(), RecordFormat.csv());
    ScannedTable scanned = new ScannedTable(TableScan.of(header)).read(whole);
    List<String> names = IntStream.range(0, header.size()).mapToObj(name -> "n" + name).toList();
    String lines = String.join("\n", scanned.lines);
    Files.writeString(file, String.join(",", names) + "\n" + lines, UTF_8);
    List<List<String>> again =
        new ScannedTable(TableScan.of(names))
            .read(new TableRange(file.toString(), 0, 0, Files.size(file)))
            .rows;
    assertEquals(scanned.lines.size(), again.size());
    assertTrue(scanned.rows.containsAll(again));
  }
}
