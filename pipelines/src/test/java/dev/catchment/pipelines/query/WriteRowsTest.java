package dev.catchment.pipelines.query;

import static org.junit.Assert.assertEquals;

import dev.catchment.query.DataType;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowBlockCoder;
import dev.catchment.query.RowType;
import dev.catchment.write.OutputDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Rows are written in order, by their values or by their places. */
public class WriteRowsTest {
  private static final RowType TYPE =
      RowType.empty().with("n", DataType.INTEGER).with("word", DataType.TEXT);

  @Rule public final TestPipeline pipeline = TestPipeline.create();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void withoutAnOrderRowsAreSortedByTheirValues() throws Exception {
    RowBlock one = block(RowBlock.UNORDERED, 10, "b", null, "x", 9, "a");
    RowBlock other = block(RowBlock.UNORDERED, 9, null, -3, "c, d", 10, "a");
    assertEquals(
        List.of("n,word", ",x", "-3,\"c, d\"", "9,", "9,a", "10,a", "10,b"),
        lines("result.csv", RowFormat.CSV, false, one, other));
  }

  @Test
  public void anOrderedResultKeepsItsOrder() throws Exception {
    RowBlock first = block(0, 3, "c", 1, "a");
    RowBlock second = block(2, 2, "b");
    assertEquals(
        List.of("{\"n\":3,\"word\":\"c\"}", "{\"n\":1,\"word\":\"a\"}", "{\"n\":2,\"word\":\"b\"}"),
        lines("result.jsonl", RowFormat.JSON_LINES, true, second, first));
  }

  @Test
  public void aResultWithoutRowsHasTheNamesOfItsColumns() throws Exception {
    assertEquals(List.of("n,word"), lines("result.csv", RowFormat.CSV, false));
  }

  @Test
  public void partsOfALargeResultAreInOrder() throws Exception {
    List<RowBlock> blocks = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      RowBlock.Builder block = RowBlock.builder(TYPE);
      for (int row = 0; row < 50; row++) {
        block.setLong(0, (number * 50L + row) * 7919 % 1009);
        block.setObject(1, "some text");
        block.endRow();
      }
      blocks.add(block.build());
    }
    List<String> lines = lines("result.csv", RowFormat.CSV, false, blocks.toArray(RowBlock[]::new));
    List<Long> numbers =
        lines.stream().skip(1).map(line -> Long.valueOf(line.replaceFirst(",.*", ""))).toList();
    assertEquals(1000, numbers.size());
    assertEquals(numbers.stream().sorted().collect(Collectors.toList()), numbers);
  }

  private List<String> lines(String name, RowFormat format, boolean isOrdered, RowBlock... blocks)
      throws Exception {
    OutputDirectory output =
        OutputDirectory.prepare(folder.getRoot() + "/out", List.of(name), false);
    pipeline
        .apply(Create.of(List.of(blocks)).withCoder(RowBlockCoder.of(TYPE)))
        .apply(WriteRows.to(output.staging(name), format, TYPE, isOrdered).withPartBytes(5000));
    pipeline.run().waitUntilFinish();
    output.publish();
    return Files.readAllLines(Path.of(folder.getRoot() + "/out", name));
  }

  private static RowBlock block(long position, Object... cells) {
    RowBlock.Builder block = RowBlock.builder(TYPE);
    IntStream.range(0, cells.length / 2)
        .forEach(
            row -> {
              Integer number = (Integer) cells[2 * row];
              block.setValue(0, number == null ? null : (Object) number.longValue());
              block.setValue(1, cells[2 * row + 1]);
              block.endRow();
            });
    return block.build(position);
  }
}
