package dev.catchment.pipelines.query;

import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.query.RowBlock;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;

/** Turns the rows of blocks into objects of JSON, one for each row. */
final class RowMessages {
  private RowMessages() {}

  /** As texts. */
  static PTransform<PCollection<RowBlock>, PCollection<String>> texts() {
    return PTransform.compose(
        blocks ->
            blocks.apply("Write JSON", ParDo.of(new TextFn())).setCoder(StringUtf8Coder.of()));
  }

  /** As messages, those of one first column in order; the cause is the time of the block. */
  static PTransform<PCollection<RowBlock>, PCollection<Outgoing>> messages() {
    return PTransform.compose(
        blocks ->
            blocks.apply("Write JSON", ParDo.of(new MessageFn())).setCoder(OutgoingCoder.of()));
  }

  private static final class TextFn extends DoFn<RowBlock, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void write(@Element RowBlock block, OutputReceiver<String> texts) {
      for (int row = 0; row < block.rows(); row++) {
        texts.output(RowFormat.json(block, row));
      }
    }
  }

  private static final class MessageFn extends DoFn<RowBlock, Outgoing> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void write(
        @Element RowBlock block, @Timestamp Instant time, OutputReceiver<Outgoing> messages) {
      long cause = time.isAfter(BoundedWindow.TIMESTAMP_MIN_VALUE) ? time.getMillis() : 0;
      for (int row = 0; row < block.rows(); row++) {
        String key = block.isMissing(0, row) ? "" : block.textAt(0, row);
        messages.output(new Outgoing(key, RowFormat.json(block, row), cause));
      }
    }
  }
}
