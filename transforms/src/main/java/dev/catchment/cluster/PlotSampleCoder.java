package dev.catchment.cluster;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link PlotSample}: number of dots, then for each its cluster (variable-length
 * integers) and two coordinates (eight bytes each).
 */
public final class PlotSampleCoder extends AtomicCoder<PlotSample> {
  private static final long serialVersionUID = 1;
  private static final PlotSampleCoder INSTANCE = new PlotSampleCoder();

  private PlotSampleCoder() {}

  public static PlotSampleCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(PlotSample sample, OutputStream out) throws IOException {
    Wire.writeVarint(sample.dots().size(), out);
    for (PlotSample.Dot dot : sample.dots()) {
      Wire.writeVarint(dot.cluster(), out);
      Wire.writeFixed(Double.doubleToLongBits(dot.x()), out);
      Wire.writeFixed(Double.doubleToLongBits(dot.y()), out);
    }
  }

  @Override
  public PlotSample decode(InputStream in) throws IOException {
    int size = Wire.readLength(in);
    List<PlotSample.Dot> dots = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      int cluster = Wire.readLength(in);
      double x = Double.longBitsToDouble(Wire.readFixed(in));
      dots.add(new PlotSample.Dot(cluster, x, Double.longBitsToDouble(Wire.readFixed(in))));
    }
    return new PlotSample(dots);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
