package dev.catchment.cluster;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link ColumnMeans}: number of rows, number of columns (variable-length integers),
 * then for each column the present values (variable-length integer) and the mean (eight bytes).
 */
final class ColumnMeansCoder extends AtomicCoder<ColumnMeans> {
  private static final long serialVersionUID = 1;

  @Override
  public void encode(ColumnMeans means, OutputStream out) throws IOException {
    Wire.writeVarint(means.rows(), out);
    Wire.writeVarint(means.size(), out);
    for (int column = 0; column < means.size(); column++) {
      Wire.writeVarint(means.present(column), out);
      Wire.writeFixed(Double.doubleToLongBits(means.mean(column)), out);
    }
  }

  @Override
  public ColumnMeans decode(InputStream in) throws IOException {
    long rows = Wire.readVarint(in);
    long[] present = new long[Wire.readLength(in)];
    double[] means = new double[present.length];
    for (int column = 0; column < means.length; column++) {
      present[column] = Wire.readVarint(in);
      means[column] = Double.longBitsToDouble(Wire.readFixed(in));
    }
    return new ColumnMeans(rows, present, means);
  }

  @Override
  public void verifyDeterministic() {}
}
