package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Block}; the format is in {@code docs/formats/coders.md}. */
public final class BlockCoder extends AtomicCoder<Block> {
  private static final long serialVersionUID = 1;
  private static final BlockCoder INSTANCE = new BlockCoder();

  private BlockCoder() {}

  public static BlockCoder of() {
    return INSTANCE;
  }

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
    return Block.of(keys, Doubles.read(Math.multiplyExact(rows, width), in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
