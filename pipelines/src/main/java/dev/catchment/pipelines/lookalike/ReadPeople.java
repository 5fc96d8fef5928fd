package dev.catchment.pipelines.lookalike;

import com.google.common.collect.Sets;
import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.lookalike.Match;
import dev.catchment.lookalike.MatchCoder;
import dev.catchment.model.Position;
import dev.catchment.pipelines.table.RowCondition;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableRow;
import dev.catchment.read.TableScan;
import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the rows of a table that take part, have an id, and whose features are numbers or missing,
 * and counts all rows.
 */
final class ReadPeople extends PTransform<PCollection<TableRange>, PCollectionTuple> {
  static final TupleTag<KV<String, Match>> ROWS = new TupleTag<>("rows") {};

  /** The coder of what is known by id. */
  static final KvCoder<String, Match> CODER = KvCoder.of(StringUtf8Coder.of(), MatchCoder.of());

  private static final long serialVersionUID = 1;

  private final TableScan scan;
  private final TableColumns columns;
  private final RowCondition condition;

  private ReadPeople(TableScan scan, TableColumns columns, RowCondition condition) {
    this.scan = scan;
    this.columns = columns;
    this.condition = condition;
  }

  static ReadPeople of(LookalikePlan plan) {
    TableScan scan =
        TableScan.of(plan.tableColumns())
            .withCells(Sets.union(plan.columns().cells(), plan.condition().columns()));
    return new ReadPeople(scan, plan.columns(), plan.condition());
  }

  @Override
  public PCollectionTuple expand(PCollection<TableRange> ranges) {
    PCollectionTuple outputs =
        ranges.apply(
            "Read",
            ParDo.of(new ReadFn(scan, columns, condition))
                .withOutputTags(ROWS, TupleTagList.of(Tallies.TAG)));
    outputs.get(ROWS).setCoder(CODER);
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class ReadFn extends DoFn<TableRange, KV<String, Match>> {
    private static final long serialVersionUID = 1;

    private final TableScan scan;
    private final TableColumns columns;
    private final RowCondition condition;
    private transient Tallies tallies;

    ReadFn(TableScan scan, TableColumns columns, RowCondition condition) {
      this.scan = scan;
      this.columns = columns;
      this.condition = condition;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void read(@Element TableRange range, OutputReceiver<KV<String, Match>> people)
        throws IOException {
      scan.visit(
          range,
          new TableScan.Visitor() {
            @Override
            public void row(TableRow row, long place) {
              tallies.add(Outcome.READ, TableFiles.SOURCE, 1);
              if (!condition.holds(row)) {
                tallies.add(Outcome.FILTERED, TableFiles.SOURCE, 1);
                return;
              }
              String flaw = columns.flaw(row);
              if (flaw != null) {
                tallies.add(Outcome.REJECTED, TableFiles.SOURCE, flaw);
                return;
              }
              Position position = new Position(range.file(), place);
              people.output(KV.of(columns.id(row), Match.row(position, columns.values(row))));
            }

            @Override
            public void rejected(String reason) {
              tallies.add(Outcome.READ, TableFiles.SOURCE, 1);
              tallies.add(Outcome.REJECTED, TableFiles.SOURCE, reason);
            }
          });
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
