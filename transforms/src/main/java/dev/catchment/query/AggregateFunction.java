package dev.catchment.query;

import java.io.Serializable;
import java.util.List;

/**
 * An aggregate function and the columns it is of.
 *
 * @param argument the column of its argument, -1 for none
 * @param second the column of the share of a percentile, -1 for none
 * @param filter the column that tells which rows count, -1 for all
 * @param from the type of the argument
 * @param to the type of the result
 * @param columns of GROUPING, the columns it asks for
 */
record AggregateFunction(
    Kind kind,
    int argument,
    int second,
    int filter,
    DataType from,
    DataType to,
    int bytes,
    List<Integer> columns)
    implements Serializable {
  enum Kind {
    COUNT,
    SUM,
    SUM0,
    AVG,
    MIN,
    MAX,
    SINGLE,
    STDDEV_POP,
    STDDEV_SAMP,
    VAR_POP,
    VAR_SAMP,
    DISTINCT,
    PERCENTILE,
    GROUPING,
    TRUE
  }

  /** The states of no groups yet. */
  States states() {
    return switch (kind) {
      case COUNT -> new CountStates(argument);
      case SUM, SUM0, AVG -> SumStates.of(this);
      case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> new VarianceStates(this);
      case MIN, MAX, SINGLE -> ExtremeStates.of(this);
      case DISTINCT -> new DistinctStates(this);
      case PERCENTILE -> new PercentileStates(this);
      case GROUPING, TRUE -> new States.Nothing();
    };
  }
}
