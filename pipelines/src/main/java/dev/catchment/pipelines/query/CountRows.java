package dev.catchment.pipelines.query;

import dev.catchment.account.Tallies;
import dev.catchment.query.RowBlock;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Counts the rows of a result. */
final class CountRows extends DoFn<RowBlock, Void> {
  /** The name of the count. */
  static final String ROWS = "rows/result";

  private static final long serialVersionUID = 1;

  private transient Tallies tallies;

  private CountRows() {}

  static PTransform<PCollection<RowBlock>, PCollection<KV<String, Long>>> of() {
    return PTransform.compose(
        blocks ->
            blocks
                .apply(
                    "Count",
                    ParDo.of(new CountRows())
                        .withOutputTags(new TupleTag<>("none") {}, TupleTagList.of(Tallies.TAG)))
                .get(Tallies.TAG)
                .setCoder(Tallies.CODER));
  }

  @StartBundle
  public void start() {
    tallies = new Tallies();
  }

  @ProcessElement
  public void count(@Element RowBlock block) {
    tallies.add(ROWS, block.rows());
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    tallies.flush(context);
  }
}
