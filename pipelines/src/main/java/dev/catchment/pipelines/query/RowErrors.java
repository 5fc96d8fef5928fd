package dev.catchment.pipelines.query;

import dev.catchment.account.Tallies;
import dev.catchment.model.Position;
import dev.catchment.model.Rejected;
import dev.catchment.query.RowError;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/** Turns rows that an expression failed for into rejected ones, and counts them by reason. */
final class RowErrors extends DoFn<RowError, Rejected> {
  /** What the names of their counts begin with, before a slash. */
  static final String ERRORS = "errors";

  private static final long serialVersionUID = 1;

  private final String query;
  private final long runTime;
  private transient Tallies tallies;

  private RowErrors(String query, long runTime) {
    this.query = query;
    this.runTime = runTime;
  }

  /** Those of a query. */
  static PTransform<PCollection<RowError>, PCollectionTuple> of(String query, long runTime) {
    return PTransform.compose(
        errors ->
            errors.apply(
                "Reject",
                ParDo.of(new RowErrors(query, runTime))
                    .withOutputTags(ReadBlocks.REJECTED, TupleTagList.of(Tallies.TAG))));
  }

  @StartBundle
  public void start() {
    tallies = new Tallies();
  }

  @ProcessElement
  public void reject(@Element RowError error, OutputReceiver<Rejected> rejected) {
    tallies.add(ERRORS + "/" + error.reason(), 1);
    rejected.output(
        new Rejected(
            QueryJob.NAME,
            error.reason(),
            error.message(),
            error.expression(),
            query,
            new Position(query, 0),
            error.row(),
            runTime,
            1));
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    tallies.flush(context);
  }
}
