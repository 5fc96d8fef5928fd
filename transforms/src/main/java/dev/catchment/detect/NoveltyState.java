package dev.catchment.detect;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;

/** What {@link Novelty} remembers of one key: at most about 11 kB. Mutable. */
public final class NoveltyState {
  private static final double[] SCALES = {0.5, 1, 2};
  private static final int SLOTS = 96;

  final Slots day;
  final NoveltyView[] views;

  /** How many values were taken. */
  int taken;

  /** How many values were taken since the last alert. */
  int quiet;

  /** By how much the limit is raised. */
  double raised;

  NoveltyState() {
    day = new Slots(SLOTS);
    views = new NoveltyView[SCALES.length];
    for (int i = 0; i < SCALES.length; i++) {
      views[i] = new NoveltyView(SCALES[i]);
    }
  }

  private NoveltyState(InputStream in) throws IOException {
    taken = Wire.readLength(in);
    quiet = Wire.readLength(in);
    raised = Doubles.read(1, in)[0];
    day = Slots.read(in);
    views = new NoveltyView[SCALES.length];
    for (int i = 0; i < SCALES.length; i++) {
      views[i] = NoveltyView.read(SCALES[i], in);
    }
  }

  private void write(OutputStream out) throws IOException {
    Wire.writeVarint(taken, out);
    Wire.writeVarint(quiet, out);
    Doubles.write(new double[] {raised}, out);
    day.write(out);
    for (NoveltyView view : views) {
      view.write(out);
    }
  }

  /** The coder; the bytes are in {@code docs/formats/coders.md}. */
  static final class StateCoder extends AtomicCoder<NoveltyState> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(NoveltyState state, OutputStream out) throws IOException {
      state.write(out);
    }

    @Override
    public NoveltyState decode(InputStream in) throws IOException {
      return new NoveltyState(in);
    }

    @Override
    public void verifyDeterministic() {}

    @Override
    public Object structuralValue(NoveltyState state) {
      try {
        return java.nio.ByteBuffer.wrap(CoderUtils.encodeToByteArray(this, state));
      } catch (CoderException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
