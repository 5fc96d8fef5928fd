package dev.catchment.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

public class CsvPartTest {
  @Test
  public void rowsAndLinesKeepTheirOrder() throws IOException {
    String longLine = "é".repeat(100_000) + "\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CsvPart part = new CsvPart(Channels.newChannel(bytes));
    StringBuilder expected = new StringBuilder();
    for (int round = 0; round < 3_000; round++) {
      part.writeRow(Arrays.asList("a,b", null, "ö"));
      part.write("as it is, \n".getBytes(UTF_8));
      part.write('x');
      part.write('\n');
      expected.append("\"a,b\",,ö\nas it is, \nx\n");
      if (round % 1000 == 0) {
        part.write(longLine.getBytes(UTF_8));
        expected.append(longLine);
      }
    }
    part.writeRow(List.of("last"));
    part.flush();
    assertEquals(expected.append("last\n").toString(), bytes.toString(UTF_8));
  }

  @Test
  public void partsAreOrderedByTheirNames() {
    List<String> paths =
        List.of(
            CsvPart.path("out/t.csv", 0, 0),
            CsvPart.path("out/t.csv", 0, 9),
            CsvPart.path("out/t.csv", 0, Long.MAX_VALUE),
            CsvPart.path("out/t.csv", 2, 3),
            CsvPart.path("out/t.csv", 10, 1),
            CsvPart.path("out/t.csv", Integer.MAX_VALUE, 0));
    assertEquals(paths, paths.stream().sorted().toList());
    assertEquals(
        List.of("out", "t.csv.parts", "part-0000000000-0000000000000000009.csv"),
        Stream.of(paths.get(1).split("/", -1)).toList());
  }
}
