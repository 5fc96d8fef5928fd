package dev.catchment.read;

import static org.junit.Assert.assertEquals;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every table, checked on random ones with FastCSV as the reference. */
class CsvPropertiesTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> field =
        Arbitraries.of("a", "b", ",", "\"", "\n", " ", "1", "é", "€", "😀", "\0")
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    return field.list().ofSize(NAMES.size()).list().ofMaxSize(12);
  }

  @Property(tries = 500)
  void equalsFastCsvOnValidInput(@ForAll("tables") List<List<String>> table) {
    String text = text(table, "\n");
    List<List<String>> expected = new ArrayList<>();
    for (CsvRecord row :
        de.siegmar.fastcsv.reader.CsvReader.builder().skipEmptyLines(true).ofCsvRecord(text)) {
      expected.add(row.getFields().stream().map(CsvPropertiesTest::cell).toList());
    }
    assertEquals(expected.subList(1, expected.size()), cells(read(text)));
    assertEquals(List.of(), read(text).reasons);
  }

  @Property(tries = 300)
  void lineEndsMakeNoDifference(@ForAll("tables") List<List<String>> table) {
    Collected unix = read(text(table, "\n"));
    Collected windows = read(text(table, "\r\n").replace("\r\n", "\n").replace("\n", "\r\n"));
    assertEquals(unix.records, windows.records);
    assertEquals(unix.recordLines, windows.recordLines);
  }

  /** A quote put before a field of a table without quotes must not touch the other records. */
  @Property(tries = 300)
  void strayQuoteCostsExactlyOneRecord(
      @ForAll @IntRange(min = 1, max = 30) int rows, @ForAll @IntRange(min = 0, max = 29) int at) {
    int broken = at % rows;
    StringBuilder text = new StringBuilder("a,b,c\n");
    List<List<String>> expected = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      text.append(row).append(row == broken ? ",\"x,y\n" : ",x,y\n");
      if (row != broken) {
        expected.add(List.of(Integer.toString(row), "x", "y"));
      }
    }
    Collected read = read(text.toString());
    assertEquals(expected, read.records);
    assertEquals(List.of("broken_quote"), read.reasons);
    assertEquals(List.of(broken + 2L), read.rejectedLines);
  }

  private static Collected read(String text) {
    return Collected.read(RecordFormat.csv(), NAMES, text);
  }

  private static String text(List<List<String>> table, String end) {
    StringBuilder text = new StringBuilder("a,b,c").append(end);
    for (List<String> row : table) {
      text.append(
          row.stream()
              .map(field -> '"' + field.replace("\"", "\"\"") + '"')
              .collect(Collectors.joining(",", "", end)));
    }
    return text.toString();
  }

  private static List<List<String>> cells(Collected read) {
    return read.records.stream()
        .map(row -> row.stream().map(CsvPropertiesTest::cell).toList())
        .toList();
  }

  private static String cell(String text) {
    return text == null ? "" : text.replaceAll("\\A[ \t]+|[ \t]+\\z", "");
  }
}
