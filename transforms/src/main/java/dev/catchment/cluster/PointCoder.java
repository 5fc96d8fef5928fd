package dev.catchment.cluster;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link Point}: key (eight bytes), number of values (variable-length integer), values
 * (eight bytes each).
 */
public final class PointCoder extends AtomicCoder<Point> {
  private static final long serialVersionUID = 1;
  private static final PointCoder INSTANCE = new PointCoder();

  private PointCoder() {}

  public static PointCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Point point, OutputStream out) throws IOException {
    Wire.writeFixed(point.key(), out);
    Wire.writeVarint(point.size(), out);
    Doubles.write(point.values(), out);
  }

  @Override
  public Point decode(InputStream in) throws IOException {
    long key = Wire.readFixed(in);
    return Point.of(key, Doubles.read(Wire.readLength(in), in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
