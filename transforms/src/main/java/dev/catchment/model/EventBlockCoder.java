package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link EventBlock}s; the format is in {@code docs/formats/coders.md}. */
public final class EventBlockCoder extends AtomicCoder<EventBlock> {
  private static final long serialVersionUID = 1;
  private static final EventBlockCoder CODER = new EventBlockCoder();

  private EventBlockCoder() {}

  /** The coder. */
  public static EventBlockCoder of() {
    return CODER;
  }

  @Override
  public void encode(EventBlock block, OutputStream out) throws IOException {
    Wire.writeSigned(block.day(), out);
    Wire.writeVarint(block.part(), out);
    Wire.writeVarint(block.packed().length, out);
    out.write(block.packed());
  }

  @Override
  public EventBlock decode(InputStream in) throws IOException {
    long day = Wire.readSigned(in);
    int part = Wire.readLength(in);
    byte[] packed = new byte[Wire.readLength(in)];
    Wire.readFully(packed, in);
    return new EventBlock(day, part, packed);
  }
}
