package dev.catchment.query;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;

/**
 * What a query knows of a table.
 *
 * @param type the columns
 * @param ordered whether its blocks tell their positions, which a result of its rows one by one
 *     keeps
 * @param unbounded whether rows come for ever, as those of a topic. Its blocks must have a
 *     timestamp that is not later than the event time of any of their rows
 * @param eventTime the column of type {@link DataType#TIMESTAMP} that windows of an unbounded table
 *     are by; needed for those only
 */
public record QueryTable(
    RowType type, boolean ordered, boolean unbounded, Optional<String> eventTime) {
  public QueryTable {
    eventTime.ifPresent(
        column ->
            checkArgument(
                type.find(column) >= 0 && type.type(type.find(column)) == DataType.TIMESTAMP,
                "the event time %s is no column of type TIMESTAMP",
                column));
  }

  /** A table that ends. */
  public static QueryTable of(RowType type) {
    return new QueryTable(type, false, false, Optional.empty());
  }

  /** A table that ends, whose blocks tell their positions. */
  public static QueryTable ordered(RowType type) {
    return new QueryTable(type, true, false, Optional.empty());
  }

  /** A table that does not end, whose rows have an event time. */
  public static QueryTable unbounded(RowType type, String eventTime) {
    return new QueryTable(type, false, true, Optional.of(eventTime));
  }
}
