package dev.catchment.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;

/** What {@link Seasonal} remembers of one key: at most 22 bytes for each hour. Mutable. */
public final class SeasonalState {
  final Slots centres;
  final Slots deviations;

  SeasonalState(int slots) {
    this(new Slots(slots), new Slots(slots));
  }

  private SeasonalState(Slots centres, Slots deviations) {
    this.centres = centres;
    this.deviations = deviations;
  }

  /** The coder; the bytes are in {@code docs/formats/coders.md}. */
  static final class StateCoder extends AtomicCoder<SeasonalState> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(SeasonalState state, OutputStream out) throws IOException {
      state.centres.write(out);
      state.deviations.write(out);
    }

    @Override
    public SeasonalState decode(InputStream in) throws IOException {
      return new SeasonalState(Slots.read(in), Slots.read(in));
    }

    @Override
    public void verifyDeterministic() {}

    @Override
    public Object structuralValue(SeasonalState state) {
      try {
        return ByteBuffer.wrap(CoderUtils.encodeToByteArray(this, state));
      } catch (CoderException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
