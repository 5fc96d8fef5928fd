package dev.catchment.pipelines.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Tallies;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.FeatureEncoding;
import dev.catchment.cluster.FeatureEncodingCoder;
import dev.catchment.cluster.TrainClusters;
import dev.catchment.model.Block;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.table.RowCondition;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableRangeCoder;
import dev.catchment.read.TableScan;
import dev.catchment.write.OutputDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Rule;
import org.junit.Test;

/** The steps that read a table range by range. */
public class TableStepsTest {
  @Rule public final transient Workspace folder = new Workspace();
  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  private PCollection<TableRange> ranges(TableRange... ranges) {
    return pipeline.apply(
        "Ranges", Create.of(Arrays.asList(ranges)).withCoder(TableRangeCoder.of()));
  }

  private TableRange whole(int number, String name, String text) {
    Path file = folder.write(name, text);
    return new TableRange(file.toString(), number, 0, text.length());
  }

  private PCollection<FeatureEncoding> encoding(String... features) {
    return pipeline.apply(
        "Encoding",
        Create.of(FeatureEncoding.identity(List.of(features)))
            .withCoder(FeatureEncodingCoder.of()));
  }

  private static RowCheck check(List<String> columns, List<String> features, String where) {
    return RowCheck.of(columns, features, RowCondition.of(where, columns, features));
  }

  @Test
  public void blocksHoldTheRowsOfTheConditionAndAllAreCounted() {
    List<String> columns = List.of("x", "name", "y");
    TableRange first =
        whole(0, "a.csv", "x,name,y\n1,a,2\n3,b,\n5,c,many\n7,d,8\n9,e\n,\"f\",10\n");
    TableRange second = whole(1, "b.csv", "y,name,x\n2,a,1\n");
    PCollectionTuple read =
        ranges(first, second)
            .apply(
                TableBlocks.of(
                    TableScan.of(columns),
                    check(columns, List.of("x", "y"), "name != 'd'"),
                    encoding("x", "y")));
    PAssert.that(read.get(TableBlocks.BLOCKS))
        .satisfies(
            blocks -> {
              List<List<Double>> rows = new ArrayList<>();
              Set<Long> keys = new TreeSet<>();
              for (Block block : blocks) {
                for (int row = 0; row < block.rows(); row++) {
                  keys.add(block.key(row));
                  rows.add(Arrays.stream(block.row(row)).boxed().toList());
                }
              }
              rows.sort((left, right) -> left.toString().compareTo(right.toString()));
              double nan = Double.NaN;
              assertEquals(
                  List.of(
                      List.of(1.0, 2.0), List.of(1.0, 2.0), List.of(3.0, nan), List.of(nan, 10.0)),
                  rows);
              assertEquals(4, keys.size());
              return null;
            });
    PAssert.that(read.get(Tallies.TAG))
        .satisfies(
            tallies -> {
              Map<String, Long> sums = new TreeMap<>();
              for (KV<String, Long> tally : tallies) {
                sums.merge(tally.getKey(), tally.getValue(), Long::sum);
              }
              assertEquals(
                  Map.of(
                      "read/table", 7L,
                      "accepted/table", 4L,
                      "filtered/table", 1L,
                      "rejected/table/invalid_y", 1L,
                      "rejected/table/wrong_number_of_fields", 1L),
                  sums);
              return null;
            });
    pipeline.run();
  }

  @Test
  public void blocksOfARangeAreFullButTheLast() {
    StringBuilder text = new StringBuilder("x\n");
    IntStream.range(0, 2500).forEach(row -> text.append(row).append('\n'));
    List<String> columns = List.of("x");
    PAssert.that(
            ranges(whole(0, "a.csv", text.toString()))
                .apply(
                    TableBlocks.of(
                        TableScan.of(columns), check(columns, columns, null), encoding("x")))
                .get(TableBlocks.BLOCKS))
        .satisfies(
            blocks -> {
              List<Integer> sizes = new ArrayList<>();
              blocks.forEach(block -> sizes.add(block.rows()));
              sizes.sort(null);
              assertEquals(List.of(452, 1024, 1024), sizes);
              return null;
            });
    pipeline.run();
  }

  @Test
  public void assignmentsAreTheRowsInTheirOrderWithTheirClusters() throws IOException {
    assertEquals(
        """
        x,note,cluster,outlier
        0, as it is\t,1,0
        ,empty,0,0
        1,é,1,0
        100,"quoted, too",0,0
        100,"two
        lines",0,0
        101,z,0,0
        """,
        assignments(
            List.of("x", "note"),
            whole(1, "b.csv", "note,x\r\n\"quoted, too\",100\r\n\"two\nlines\",100\r\n z,101"),
            part("a.csv", "x,note\n0, as it is\t\n,empty\nbad,row\n1,é\n", 0, 8),
            part("a.csv", "x,note\n0, as it is\t\n,empty\nbad,row\n1,é\n", 8, 50)));
  }

  private TableRange part(String name, String text, long begin, long end) {
    return new TableRange(folder.write(name, text).toString(), 0, begin, end);
  }

  @Test
  public void aColumnClusterIsReplacedWhereItStands() throws IOException {
    assertEquals(
        "x,cluster,y,outlier\n0,1,a,0\n100,0,\"b\nc\",0\n101,0,,0\n",
        assignments(
            List.of("x", "cluster", "y"),
            whole(0, "a.csv", "x,cluster,y\n0, 7 ,a\n100,,\"b\nc\"\n101,\"\",\n")));
  }

  private String assignments(List<String> columns, TableRange... ranges) throws IOException {
    OutputDirectory output =
        OutputDirectory.prepare(folder.path("out").toString(), List.of("t.csv"), false);
    TableScan scan = TableScan.of(columns);
    RowCheck check = check(columns, List.of("x"), null);
    PCollection<TableRange> table = ranges(ranges);
    PCollection<ClusterModel> model =
        table
            .apply(TableBlocks.of(scan, check, encoding("x")))
            .get(TableBlocks.BLOCKS)
            .apply(TrainClusters.on(List.of("x")).withK(2).withComponents(0));
    PAssert.that(
            table
                .apply(WriteAssignments.to(output.staging("t.csv"), scan, check, model))
                .get(WriteAssignments.PARTS))
        .satisfies(
            parts -> {
              int count = 0;
              for (String part : parts) {
                assertTrue(part.startsWith(output.staging("t.csv") + ".parts/part-"));
                count++;
              }
              assertEquals(ranges.length, count);
              return null;
            });
    pipeline.run();
    output.publish();
    return Files.readString(folder.path("out/t.csv"));
  }
}
