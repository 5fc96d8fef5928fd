package dev.catchment.query;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.values.KV;

/**
 * The first steps of a query over one of its tables, in the worker that reads the table: rows are
 * chosen and computed block by block, and where they are grouped next, their groups are begun. So a
 * block is gone before the next is read, whatever the runner keeps between steps.
 */
public final class FirstSteps implements Serializable {
  private static final long serialVersionUID = 1;

  /** The coder of the states of groups. */
  public static final Coder<KV<Integer, byte[]>> STATES_CODER = Shards.CODER;

  private final RowType scanned;
  private final List<Computation> computations;
  private final AggregateRows.Plan aggregation;
  private final RowType type;
  private final transient Step last;

  private FirstSteps(
      RowType scanned,
      List<Computation> computations,
      AggregateRows.Plan aggregation,
      RowType type,
      Step last) {
    this.scanned = scanned;
    this.computations = List.copyOf(computations);
    this.aggregation = aggregation;
    this.type = type;
    this.last = last;
  }

  /** None: blocks go on as they are. */
  public static FirstSteps none(RowType type) {
    return new FirstSteps(type, List.of(), null, type, null);
  }

  /** The steps at the end of a path down to the one that reads the table. */
  static FirstSteps of(Deque<Step> path) {
    Step last = path.removeLast();
    RowType scanned = last.type();
    List<Computation> computations = new ArrayList<>();
    while (path.peekLast() instanceof ComputeRows compute) {
      computations.add(compute.computation());
      last = path.removeLast();
    }
    RowType type = last.type();
    if (path.peekLast() instanceof AggregateRows aggregate) {
      return new FirstSteps(scanned, computations, aggregate.plan(), type, aggregate);
    }
    return new FirstSteps(scanned, computations, null, type, last);
  }

  /** The last of them. */
  Step last() {
    return last;
  }

  /** Whether they put out the states of groups, and no rows. */
  public boolean isAggregation() {
    return aggregation != null;
  }

  /** The columns of the rows that they put out, or group. */
  public RowType type() {
    return type;
  }

  /** Takes what the steps put out. */
  public interface Output {
    /** Takes rows, at the position of the block they are of. */
    void rows(RowBlock block);

    /** Takes states of groups; {@link RunQuery} puts those of a group together. */
    void states(KV<Integer, byte[]> states);

    /** Takes a row that an expression failed for. */
    void error(RowError error);
  }

  /** Begins with the blocks of a bundle. */
  public Run start() {
    return new Run();
  }

  /** The steps at work. Not for several threads. */
  public final class Run {
    private AggregateRows.Groups groups;

    private Run() {}

    /** Takes a block of the table, which has the columns of the steps by name at least. */
    public void add(RowBlock block, Output out) {
      RowBlock rows = ScanTable.pick(block, scanned);
      for (Computation computation : computations) {
        rows = computation.of(rows, out::error);
      }
      if (rows.rows() == 0) {
        return;
      }
      if (!isAggregation()) {
        out.rows(rows);
        return;
      }
      if (groups == null) {
        groups = new AggregateRows.Groups(aggregation);
      }
      groups.add(rows);
      if (groups.isFull()) {
        finish(out::states);
      }
    }

    /** Puts out the states that are held, with the bundle. */
    public void finish(Consumer<KV<Integer, byte[]>> states) {
      if (groups != null) {
        groups.drain(states);
        groups = null;
      }
    }
  }
}
