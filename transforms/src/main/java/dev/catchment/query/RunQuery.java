package dev.catchment.query;

import java.util.Map;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Runs a query over the blocks of its tables: a collection for each of {@link Query#tables}, under
 * the tag {@link #table}, with the columns of {@link Query#needs} at least. Where the first steps
 * were done when a table was read, it is what these put out, under {@link #table} or {@link
 * #states}, and their errors under {@link #errors}. The output has the blocks of the result under
 * {@link #ROWS} and the rows that failed under {@link #ERRORS}, both in few and some thousand rows.
 *
 * <p>An ordered result is a sequence of blocks that one worker puts out in order, each with its
 * position. An unbounded one is in the windows of the query, or in those of its table where it has
 * none.
 */
public final class RunQuery extends PTransform<PCollectionTuple, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  /** The result. */
  public static final TupleTag<RowBlock> ROWS = new TupleTag<>("rows") {};

  /** The rows that an expression failed for. */
  public static final TupleTag<RowError> ERRORS = new TupleTag<>("errors") {};

  private final transient Query query;
  private final transient Map<String, FirstSteps> begun;

  private RunQuery(Query query, Map<String, FirstSteps> begun) {
    this.query = query;
    this.begun = Map.copyOf(begun);
  }

  /** Runs a query. */
  public static RunQuery of(Query query) {
    return new RunQuery(query, Map.of());
  }

  /** As this, of which the first steps over some tables were done; by table. */
  public RunQuery after(Map<String, FirstSteps> steps) {
    return new RunQuery(query, steps);
  }

  /** The tag of a table's blocks in the input. */
  public static TupleTag<RowBlock> table(String name) {
    return new TupleTag<>("table " + name);
  }

  /** The tag of the states of groups that the first steps over a table made. */
  public static TupleTag<KV<Integer, byte[]>> states(String table) {
    return new TupleTag<>("states " + table);
  }

  /** The tag of the rows that the first steps over a table failed for. */
  public static TupleTag<RowError> errors(String table) {
    return new TupleTag<>("errors " + table);
  }

  @Override
  public PCollectionTuple expand(PCollectionTuple tables) {
    Wiring wiring = new Wiring(tables, begun);
    PCollection<RowBlock> rows = wiring.expand(query.last());
    return PCollectionTuple.of(ROWS, rows).and(ERRORS, wiring.errors());
  }
}
