package dev.catchment.lookalike;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Scored}: id (text), score (eight bytes). */
public final class ScoredCoder extends AtomicCoder<Scored> {
  private static final long serialVersionUID = 1;
  private static final ScoredCoder INSTANCE = new ScoredCoder();

  private ScoredCoder() {}

  public static ScoredCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Scored person, OutputStream out) throws IOException {
    Wire.writeString(person.id(), out);
    Wire.writeFixed(Double.doubleToLongBits(person.score()), out);
  }

  @Override
  public Scored decode(InputStream in) throws IOException {
    String id = Wire.readString(in);
    return new Scored(id, Double.longBitsToDouble(Wire.readFixed(in)));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
