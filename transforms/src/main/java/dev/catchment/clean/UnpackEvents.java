package dev.catchment.clean;

import dev.catchment.model.ByteSource;
import dev.catchment.model.Event;
import dev.catchment.model.EventBlock;
import dev.catchment.model.EventCoder;
import dev.catchment.model.PackedBytes;
import dev.catchment.model.Schema;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Decodes the events of blocks, for steps that look at single ones. */
public final class UnpackEvents extends PTransform<PCollection<EventBlock>, PCollection<Event>> {
  private static final long serialVersionUID = 1;

  private final EventCoder coder;

  private UnpackEvents(EventCoder coder) {
    this.coder = coder;
  }

  /** Decodes events whose values have a schema. */
  public static UnpackEvents of(Schema schema) {
    return new UnpackEvents(EventCoder.of(schema));
  }

  @Override
  public PCollection<Event> expand(PCollection<EventBlock> blocks) {
    return blocks.apply("Unpack", ParDo.of(new UnpackFn(coder))).setCoder(coder);
  }

  private static final class UnpackFn extends DoFn<EventBlock, Event> {
    private static final long serialVersionUID = 1;

    private final EventCoder coder;

    UnpackFn(EventCoder coder) {
      this.coder = coder;
    }

    @ProcessElement
    public void unpack(@Element EventBlock block, OutputReceiver<Event> out) throws IOException {
      InputStream in = new ByteSource(PackedBytes.unpack(block.packed()));
      while (in.available() > 0) {
        Wire.readLength(in);
        out.output(coder.decode(in));
      }
    }
  }
}
