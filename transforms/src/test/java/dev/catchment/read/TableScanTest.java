package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.AvroRuntimeException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TableScanTest {
  private static final double NO_NUMBER = Double.POSITIVE_INFINITY;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private static TableRange whole(Path file) throws IOException {
    return new TableRange(file.toString(), 0, 0, Files.size(file));
  }

  @Test
  public void readsParquetAsTextAndNumbers() throws IOException {
    Path file = path("t/a.parquet");
    ParquetRows.write(file, 5);
    ScannedTable scanned = new ScannedTable(TableScan.of(ParquetRows.COLUMNS)).read(whole(file));
    assertEquals(
        Arrays.asList(
            "1", "1.00000000001E10", "1.1", "true", null, "1970-01-01T00:00:01Z", "1970-01-02"),
        scanned.rows.get(0));
    assertEquals(Arrays.asList("5", "NaN", "5.1"), scanned.rows.get(4).subList(0, 3));
    assertEquals(null, scanned.rows.get(2).get(1));
    assertEquals(
        List.of(1.0, 10000000000.1, 1.1, NO_NUMBER, Double.NaN, NO_NUMBER, NO_NUMBER),
        scanned.numbers.get(0));
    assertEquals(List.of(3.0, Double.NaN, 3.1), scanned.numbers.get(2).subList(0, 3));
    assertEquals(List.of(5.0, NO_NUMBER, 5.1), scanned.numbers.get(4).subList(0, 3));
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L), scanned.places);
    assertEquals(List.of(), scanned.lines);
    assertEquals(
        FirstRecords.ofTable(List.of(file.toString()), ParquetRows.COLUMNS, 9).records().stream()
            .map(row -> Arrays.asList(row.columns()))
            .toList(),
        scanned.rows);
  }

  @Test
  public void readsOnlyTheCellsOfParquetThatAreAskedFor() throws IOException {
    Path file = path("a.parquet");
    ParquetRows.write(file, 1);
    TableScan scan = TableScan.of(ParquetRows.COLUMNS).withCells(Set.of("price", "inner.ok"));
    List<String> cells = new ArrayList<>();
    scan.visit(
        whole(file),
        new TableScan.Visitor() {
          @Override
          public void row(TableRow row, long place) {
            cells.add(row.text(1));
            cells.add(row.text(3));
            assertThrows(AvroRuntimeException.class, () -> row.text(0));
          }

          @Override
          public void rejected(String reason) {
            cells.add(reason);
          }
        });
    assertEquals(List.of("1.00000000001E10", "true"), cells);
  }

  @Test
  public void readsACompressedFileToItsDamage() throws IOException {
    Path file = path("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("b,a\n1,2\n3,4\n".repeat(2000).getBytes(StandardCharsets.UTF_8));
    }
    TableScan scan = TableScan.of(List.of("a", "b"));
    ScannedTable scanned = new ScannedTable(scan).read(whole(file));
    assertEquals(5999, scanned.rows.size());
    assertEquals(List.of(2.0, 1.0), scanned.numbers.get(0));

    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));
    ScannedTable damaged = new ScannedTable(scan).read(whole(file));
    assertEquals(List.of("truncated_file"), damaged.reasons);
    assertTrue(damaged.rows.size() > 1);
  }

  @Test
  public void aLongLineIsRejectedWhereItBegins() throws IOException {
    Path file = path("a.csv");
    String longLine = "1".repeat(RecordFormat.DEFAULT_MAX_RECORD_BYTES + 1);
    Files.writeString(file, "a\n" + longLine + "\n2\n");
    TableScan scan = TableScan.of(List.of("a"));
    long middle = 1000;
    ScannedTable first = new ScannedTable(scan).read(new TableRange(file.toString(), 0, 0, middle));
    ScannedTable second =
        new ScannedTable(scan).read(new TableRange(file.toString(), 0, middle, Files.size(file)));
    assertEquals(List.of("record_too_long"), first.reasons);
    assertEquals(List.of(), second.reasons);
    assertEquals(List.of(List.of("2")), second.rows);
  }

  @Test
  public void anotherHeaderIsNamed() throws IOException {
    Path file = path("a.csv");
    Files.writeString(file, "a,c\n1,2\n");
    TableScan scan = TableScan.of(List.of("a", "b"));
    for (long begin : new long[] {0, 5}) {
      TableRange range = new TableRange(file.toString(), 0, begin, 8);
      assertTrue(
          assertThrows(InputException.class, () -> new ScannedTable(scan).read(range))
              .getMessage()
              .startsWith(file + " has no column b"));
    }
    Files.writeString(file, "");
    assertEquals(List.of(), new ScannedTable(scan).read(whole(file)).rows);
  }
}
