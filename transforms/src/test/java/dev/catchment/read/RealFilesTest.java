package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** Reads the public data sets of {@code shared/data}; skipped where they are not there. */
public class RealFilesTest {
  private static Path data(String name) {
    String given = System.getProperty("catchment.shared");
    Path file = null;
    if (given != null) {
      file = Path.of(given, "data", name);
    } else {
      for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
        Path found = up.resolve("shared/data").resolve(name);
        if (Files.exists(found)) {
          file = found;
          break;
        }
      }
    }
    assumeTrue("shared/data/" + name + " is not there", file != null && Files.exists(file));
    return file;
  }

  private static Collected read(String name, RecordFormat format, List<String> columns)
      throws IOException {
    Path file = data(name);
    return Collected.read(format, columns, Files.newByteChannel(file), file.toString());
  }

  @Test
  public void onlineRetail() throws IOException {
    Collected read =
        read(
            "online-retail/online_retail_full.csv.gz",
            RecordFormat.csv(),
            List.of("Quantity", "StockCode"));
    assertEquals(541_909, read.records.size());
    assertEquals(List.of(), read.reasons);
    assertEquals(
        5_176_450, read.records.stream().mapToLong(row -> Long.parseLong(row.get(0))).sum());
    assertEquals(4_070, read.records.stream().map(row -> row.get(1)).distinct().count());
  }

  @Test
  public void cdnow() throws IOException {
    List<String> columns = List.of("master", "id", "date", "number", "money");
    Collected read =
        read(
            "cdnow/CDNOW_sample.txt",
            RecordFormat.csv().withWhitespaceDelimiter().withHeader(columns),
            columns);
    assertEquals(6_919, read.records.size());
    assertEquals(List.of(), read.reasons);
    assertEquals(2_357, read.records.stream().map(row -> row.get(1)).distinct().count());
  }
}
