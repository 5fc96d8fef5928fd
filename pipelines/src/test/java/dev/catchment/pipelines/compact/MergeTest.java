package dev.catchment.pipelines.compact;

import static org.junit.Assert.assertEquals;

import dev.catchment.store.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class MergeTest {
  private static final long TARGET = 100;

  /** Files of given sizes on a day; the columns of a file are its kind. */
  private static List<StoredFile> files(String day, String kinds, long... bytes) {
    List<StoredFile> files = new ArrayList<>();
    for (int index = 0; index < bytes.length; index++) {
      String name = "events/dt=%s/%06d-%s.parquet".formatted(day, index, kinds.charAt(index));
      files.add(StoredFile.of(name, 1, bytes[index]));
    }
    return files;
  }

  private static List<String> merges(List<StoredFile> files) {
    return Merge.<Character>of(
            files,
            TARGET,
            file -> file.file().charAt(file.file().length() - ".parquet".length() - 1),
            (left, right) -> left.equals(right) ? Optional.of(left) : Optional.empty())
        .stream()
        .map(merge -> merge.file() + " " + merge.files().size())
        .toList();
  }

  @Test
  public void smallFilesOfADayBecomeOne() {
    assertEquals(
        List.of("events/dt=2026-01-01/part-00000.parquet 3"),
        merges(files("2026-01-01", "aaa", 10, 20, 30)));
  }

  @Test
  public void noneIsMadeLargerThanTheTarget() {
    assertEquals(
        List.of(
            "events/dt=2026-01-01/part-00000.parquet 2",
            "events/dt=2026-01-01/part-00001.parquet 2"),
        merges(files("2026-01-01", "aaaaa", 50, 50, 150, 60, 40)));
  }

  @Test
  public void daysAndColumnsThatDoNotFitStayApart() {
    List<StoredFile> files = new ArrayList<>(files("2026-01-01", "aab", 1, 1, 1));
    files.addAll(files("2026-01-02", "a", 1));
    assertEquals(List.of("events/dt=2026-01-01/part-00000.parquet 2"), merges(files));
  }

  @Test
  public void aFileThatWouldStayAloneIsLeftAlone() {
    assertEquals(List.of(), merges(files("2026-01-01", "aa", 100, 10)));
    assertEquals(List.of(), merges(files("2026-01-01", "aa", 60, 60)));
  }
}
