package dev.catchment.cluster;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link Block}: number of rows and of columns (variable-length integers), keys, rows
 * one after the other (eight bytes a number).
 */
final class BlockCoder extends AtomicCoder<Block> {
  private static final long serialVersionUID = 1;

  @Override
  public void encode(Block block, OutputStream out) throws IOException {
    Wire.writeVarint(block.rows(), out);
    Wire.writeVarint(block.width(), out);
    Doubles.write(block.keys(), out);
    Doubles.write(block.values(), out);
  }

  @Override
  public Block decode(InputStream in) throws IOException {
    int rows = Wire.readLength(in);
    int width = Wire.readLength(in);
    long[] keys = Doubles.readLongs(rows, in);
    return new Block(keys, Doubles.read(Math.multiplyExact(rows, width), in));
  }

  @Override
  public void verifyDeterministic() {}
}
