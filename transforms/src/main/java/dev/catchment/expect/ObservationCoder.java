package dev.catchment.expect;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The byte format of an {@link Observation}; see {@code docs/formats/coders.md}. The order of the
 * values is not defined.
 */
public final class ObservationCoder extends AtomicCoder<Observation> {
  private static final long serialVersionUID = 1;
  private static final ObservationCoder INSTANCE = new ObservationCoder();
  private static final int UNIQUE = 1;
  private static final int EXISTING = 2;

  private ObservationCoder() {}

  /** The coder. */
  public static ObservationCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Observation observation, OutputStream out) throws IOException {
    MeasureCoder.of().encode(observation.counts(), out);
    ValueIndex unique = observation.unique();
    ValueIndex existing = observation.existing();
    out.write((unique == null ? 0 : UNIQUE) | (existing == null ? 0 : EXISTING));
    if (unique != null) {
      unique.write(out);
    }
    if (existing != null) {
      existing.write(out);
    }
  }

  @Override
  public Observation decode(InputStream in) throws IOException {
    Measure counts = MeasureCoder.of().decode(in);
    int parts = Wire.readByte(in);
    ValueIndex unique = (parts & UNIQUE) == 0 ? null : ValueIndex.read(in);
    ValueIndex existing = (parts & EXISTING) == 0 ? null : ValueIndex.read(in);
    return Observation.of(counts, unique, existing);
  }
}
