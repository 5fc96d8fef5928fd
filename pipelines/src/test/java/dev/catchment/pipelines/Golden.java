package dev.catchment.pipelines;

import static org.junit.Assert.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares texts with files of the repository that hold what they should be. {@code mvn test
 * -Dcatchment.golden=update} writes the files anew; look at the difference before you commit it.
 */
public final class Golden {
  private static final boolean UPDATE = "update".equals(System.getProperty("catchment.golden"));

  private Golden() {}

  /** Fails with the lines that differ unless a file holds these lines. */
  public static void check(Path golden, List<String> actual) {
    try {
      if (UPDATE) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, String.join("\n", actual) + "\n");
        return;
      }
      String difference = difference(Files.readString(golden).lines().toList(), actual);
      if (!difference.isEmpty()) {
        fail(golden + " differs (- as it should be, + as it is):\n" + difference);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that only one of two texts has, in their order; empty when the texts are equal. */
  static String difference(List<String> expected, List<String> actual) {
    int[][] common = new int[expected.size() + 1][actual.size() + 1];
    for (int i = expected.size() - 1; i >= 0; i--) {
      for (int j = actual.size() - 1; j >= 0; j--) {
        common[i][j] =
            expected.get(i).equals(actual.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < expected.size() || j < actual.size()) {
      if (i < expected.size() && j < actual.size() && expected.get(i).equals(actual.get(j))) {
        i++;
        j++;
      } else if (j == actual.size()
          || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + expected.get(i++));
      } else {
        lines.add("+ " + actual.get(j++));
      }
    }
    return String.join("\n", lines);
  }
}
