package dev.catchment.pipelines.lookalike;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.lookalike.Match;
import dev.catchment.lookalike.MatchCoder;
import dev.catchment.model.RawRecord;
import dev.catchment.read.ReadTable;
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
 * Keeps the rows of a table that take part, have an id, and whose features are numbers or missing,
 * and counts the others.
 */
final class CheckPeople extends PTransform<PCollection<RawRecord>, PCollectionTuple> {
  static final TupleTag<KV<String, Match>> ROWS = new TupleTag<>("rows") {};

  /** The coder of what is known by id. */
  static final KvCoder<String, Match> CODER = KvCoder.of(StringUtf8Coder.of(), MatchCoder.of());

  private static final long serialVersionUID = 1;

  private final TableColumns columns;
  private final PersonCondition condition;

  CheckPeople(TableColumns columns, PersonCondition condition) {
    this.columns = columns;
    this.condition = condition;
  }

  @Override
  public PCollectionTuple expand(PCollection<RawRecord> rows) {
    PCollectionTuple outputs =
        rows.apply(
            "Check",
            ParDo.of(new CheckFn(columns, condition))
                .withOutputTags(ROWS, TupleTagList.of(Tallies.TAG)));
    outputs.get(ROWS).setCoder(CODER);
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class CheckFn extends DoFn<RawRecord, KV<String, Match>> {
    private static final long serialVersionUID = 1;

    private final TableColumns columns;
    private final PersonCondition condition;
    private transient Tallies tallies;

    CheckFn(TableColumns columns, PersonCondition condition) {
      this.columns = columns;
      this.condition = condition;
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void check(@Element RawRecord row, OutputReceiver<KV<String, Match>> people) {
      if (!condition.holds(row)) {
        tallies.add(Outcome.FILTERED, ReadTable.SOURCE, 1);
        return;
      }
      String flaw = columns.flaw(row);
      if (flaw == null) {
        people.output(KV.of(columns.id(row), Match.row(row.position(), columns.values(row))));
      } else {
        tallies.add(Outcome.REJECTED, ReadTable.SOURCE, flaw);
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
