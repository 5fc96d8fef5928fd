package dev.catchment.write.webhook;

import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Waiting}; the format is in {@code docs/formats/coders.md}. */
final class WaitingCoder extends AtomicCoder<Waiting> {
  private static final long serialVersionUID = 1;
  private static final WaitingCoder INSTANCE = new WaitingCoder();

  private WaitingCoder() {}

  static WaitingCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Waiting waiting, OutputStream out) throws IOException {
    OutgoingCoder.of().encode(waiting.message(), out);
    Wire.writeVarint(waiting.tries(), out);
    Wire.writeVarint(waiting.rest(), out);
  }

  @Override
  public Waiting decode(InputStream in) throws IOException {
    return new Waiting(OutgoingCoder.of().decode(in), Wire.readLength(in), Wire.readLength(in));
  }

  @Override
  public void verifyDeterministic() {}
}
