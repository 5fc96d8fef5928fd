package dev.catchment.query;

import static org.junit.Assert.assertEquals;

import dev.catchment.query.AggregateFunction.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Groups are those of all rows, however these are cut into bundles, and in whatever order rows are
 * added and states merged.
 */
class GroupsPropertiesTest {
  private static final RowType TYPE =
      RowType.empty()
          .with("whole", DataType.INTEGER)
          .with("real", DataType.DOUBLE)
          .with("exact", DataType.DECIMAL)
          .with("text", DataType.TEXT)
          .with("share", DataType.DOUBLE)
          .with("number", DataType.DOUBLE);
  private static final int SHARE = 4;
  private static final int NUMBER = 5;

  @Property(tries = 60)
  void aGroupIsThatOfItsRows(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 3) int key,
      @ForAll @IntRange(min = 1, max = 3000) int rows)
      throws IOException {
    Random random = new Random(seed);
    List<Object[]> table = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      table.add(row(random));
    }
    AggregateRows.Plan plan = plan(key);
    Map<String, String> whole = results(plan, List.of(table));
    Collections.shuffle(table, random);
    List<List<Object[]>> bundles = new ArrayList<>();
    for (int from = 0; from < rows; ) {
      int until = Math.min(rows, from + 1 + random.nextInt(rows));
      bundles.add(table.subList(from, until));
      from = until;
    }
    assertEquals(whole, results(plan, bundles));
  }

  private static Object[] row(Random random) {
    Object[] row = {
      (long) random.nextInt(20) - 10,
      random.nextInt(20) / 4.0 - 2,
      new BigDecimal(random.nextInt(20)).movePointLeft(random.nextInt(3)),
      "text-" + random.nextInt(20),
      0.25,
      random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20)
    };
    int missing = random.nextInt(30);
    if (missing < row.length && missing != SHARE) {
      row[missing] = null;
    }
    return row;
  }

  private static AggregateRows.Plan plan(int key) {
    List<AggregateFunction> functions =
        List.of(
            of(Kind.COUNT, NUMBER, -1, DataType.INTEGER),
            of(Kind.SUM, NUMBER, -1, DataType.DOUBLE),
            of(Kind.AVG, NUMBER, -1, DataType.DOUBLE),
            of(Kind.MIN, NUMBER, -1, DataType.DOUBLE),
            of(Kind.MAX, NUMBER, -1, DataType.DOUBLE),
            of(Kind.VAR_SAMP, NUMBER, -1, DataType.DOUBLE),
            of(Kind.DISTINCT, NUMBER, -1, DataType.INTEGER),
            of(Kind.PERCENTILE, NUMBER, SHARE, DataType.DOUBLE));
    RowType type = RowType.empty().with("key", TYPE.type(key));
    for (AggregateFunction function : functions) {
      type = type.with(function.kind().name(), function.to());
    }
    return new AggregateRows.Plan(KeyColumns.of(TYPE, key), List.of(Set.of(0)), functions, type);
  }

  private static AggregateFunction of(Kind kind, int argument, int second, DataType to) {
    return new AggregateFunction(kind, argument, second, -1, TYPE.type(argument), to, 8, List.of());
  }

  private static Map<String, String> results(AggregateRows.Plan plan, List<List<Object[]>> bundles)
      throws IOException {
    List<byte[]> states = new ArrayList<>();
    for (List<Object[]> bundle : bundles) {
      AggregateRows.Groups groups = new AggregateRows.Groups(plan);
      for (int from = 0; from < bundle.size(); from += RowBlock.ROWS) {
        groups.add(block(bundle.subList(from, Math.min(bundle.size(), from + RowBlock.ROWS))));
      }
      groups.drain(part -> states.add(part.getValue()));
    }
    AggregateRows.Groups merged = new AggregateRows.Groups(plan);
    for (byte[] block : states) {
      merged.merge(block);
    }
    Map<String, String> results = new TreeMap<>();
    merged.results(
        block -> {
          for (int row = 0; row < block.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 1; column < block.type().size(); column++) {
              cells.add(block.textAt(column, row));
            }
            results.put(block.textAt(0, row) + "", cells.toString());
          }
        },
        error -> results.put("error " + results.size(), error.toString()));
    return results;
  }

  private static RowBlock block(List<Object[]> rows) {
    RowBlock.Builder builder = RowBlock.builder(TYPE);
    for (Object[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        builder.setValue(column, row[column]);
      }
      builder.endRow();
    }
    return builder.build();
  }
}
