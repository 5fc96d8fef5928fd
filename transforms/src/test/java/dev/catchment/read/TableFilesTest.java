package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TableFilesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aDirectoryStandsForItsParquetFilesAndElseForItsCsvFiles() throws IOException {
    File csv = folder.newFile("a.csv");
    Files.writeString(csv.toPath(), "x,y,z\n1,a,\n2,b,\n");
    String table = folder.getRoot().getPath();
    assertEquals(List.of(csv.getPath()), TableFiles.of(table));
    assertEquals(List.of("x", "y", "z"), TableFiles.columns(table));
    assertEquals(List.of("x"), TableFiles.numericColumns(table));
    assertEquals(csv.length(), TableFiles.bytes(table));

    ParquetRows.write(folder.getRoot().toPath().resolve("t/.staging/c.parquet"), 1);
    String parquet = ParquetRows.write(folder.getRoot().toPath().resolve("t/k=1/a.parquet"), 1);
    assertEquals(List.of(parquet), TableFiles.of(table));
    assertEquals(ParquetRows.COLUMNS, TableFiles.columns(table));
    assertEquals(List.of("id", "price", "weight"), TableFiles.numericColumns(table));
  }

  @Test
  public void missingAndUnreadableTablesAreNamed() throws IOException {
    String missing = folder.getRoot() + "/no.csv";
    assertTrue(
        assertThrows(InputException.class, () -> TableFiles.columns(missing))
            .getMessage()
            .contains(missing));
    File broken = folder.newFile("x.parquet");
    Files.writeString(broken.toPath(), "not parquet");
    assertEquals(
        broken + " is not a readable Parquet file",
        assertThrows(InputException.class, () -> TableFiles.columns(broken.getPath()))
            .getMessage());
  }
}
