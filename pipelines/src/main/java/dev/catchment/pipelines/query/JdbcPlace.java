package dev.catchment.pipelines.query;

import dev.catchment.model.Database;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.DataType;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowType;
import dev.catchment.read.JdbcTable;
import dev.catchment.write.JdbcTarget;
import dev.catchment.write.OutputException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.beam.sdk.values.PCollection;

/**
 * A table of a database that gets a result: the rows are staged as files are, and put into the
 * table in one transaction when all are there.
 *
 * @param target the table
 * @param directory the directory of the summary
 */
record JdbcPlace(JdbcTarget target, String directory) implements ResultPlace {
  private static final String STAGED = "staged";
  private static final long MILLIS = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * The place that an address names.
   *
   * @throws UsageException when the table cannot be written to
   */
  static JdbcPlace of(JdbcTarget target, String directory) {
    try {
      target.check();
    } catch (OutputException e) {
      throw new UsageException("--output=" + e.getMessage(), e);
    }
    return new JdbcPlace(target, directory);
  }

  @Override
  public String prefix() {
    return "";
  }

  @Override
  public List<String> names() {
    return List.of();
  }

  @Override
  public String label() {
    return target.label();
  }

  @Override
  public Optional<Dataset> dataset() {
    Database database = target.database();
    return Optional.of(
        Dataset.ofTable(
            new JdbcTable(
                database.url(),
                target.table(),
                null,
                database.user(),
                database.passwordFile(),
                null,
                1)));
  }

  @Override
  public PCollection<String> write(
      PCollection<RowBlock> rows, RowType type, boolean isOrdered, Staging staging) {
    return rows.apply(
        "Stage result", WriteRows.to(staging.path(STAGED), RowFormat.BLOCKS, type, isOrdered));
  }

  @Override
  public void finish(RowType type, Staging staging) {
    List<JdbcTarget.Column> columns =
        type.columns().stream()
            .map(column -> new JdbcTarget.Column(column.name(), sql(column.type())))
            .toList();
    target.load(columns, rows(type, staging.path(STAGED)));
  }

  private static Iterator<Object[]> rows(RowType type, String path) {
    return StagedBlocks.of(path, type)
        .flatMap(
            block ->
                IntStream.range(0, block.rows())
                    .mapToObj(
                        row ->
                            IntStream.range(0, type.size())
                                .mapToObj(column -> value(block, column, row))
                                .toArray()))
        .iterator();
  }

  private static String sql(DataType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "BIGINT";
      case DOUBLE -> "DOUBLE PRECISION";
      case DECIMAL -> "NUMERIC";
      case TEXT, BYTES -> "TEXT";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
    };
  }

  private static Object value(RowBlock block, int column, int row) {
    if (block.isMissing(column, row)) {
      return null;
    }
    return switch (block.type().type(column)) {
      case BOOLEAN -> block.longAt(column, row) != 0;
      case DATE -> LocalDate.ofEpochDay(block.longAt(column, row));
      case TIME -> LocalTime.ofNanoOfDay(block.longAt(column, row) * NANOS_PER_MILLI);
      case TIMESTAMP -> {
        long millis = block.longAt(column, row);
        yield LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, MILLIS),
            (int) (Math.floorMod(millis, MILLIS) * NANOS_PER_MILLI),
            ZoneOffset.UTC);
      }
      case BYTES -> block.textAt(column, row);
      default -> block.valueAt(column, row);
    };
  }
}
