package dev.catchment.query;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * The coder of {@link RowBlock}s of one type; the format is in {@code docs/formats/coders.md}. The
 * type is part of the coder, not of the bytes.
 */
public final class RowBlockCoder extends CustomCoder<RowBlock> {
  private static final long serialVersionUID = 1;

  private final RowType type;

  private RowBlockCoder(RowType type) {
    this.type = type;
  }

  /** The coder of blocks of a type. */
  public static RowBlockCoder of(RowType type) {
    return new RowBlockCoder(type);
  }

  @Override
  public void encode(RowBlock block, OutputStream out) throws IOException {
    int rows = block.rows();
    Wire.writeVarint(rows, out);
    Wire.writeSigned(block.position(), out);
    for (int column = 0; column < type.size(); column++) {
      writeGaps(block.missing(column), rows, out);
      switch (type.type(column).storage()) {
        case LONG -> Doubles.write(Arrays.copyOf((long[]) block.column(column), rows), out);
        case DOUBLE -> Doubles.write(Arrays.copyOf((double[]) block.column(column), rows), out);
        case OBJECT -> {
          for (int row = 0; row < rows; row++) {
            writeObject(type.type(column), block.objectAt(column, row), out);
          }
        }
      }
    }
  }

  private static void writeGaps(BitSet gaps, int rows, OutputStream out) throws IOException {
    if (gaps == null || gaps.isEmpty()) {
      out.write(0);
      return;
    }
    out.write(1);
    out.write(Arrays.copyOf(gaps.toByteArray(), (rows + 7) / 8));
  }

  static void writeObject(DataType type, Object value, OutputStream out) throws IOException {
    if (type == DataType.TEXT) {
      Wire.writeString((String) value, out);
      return;
    }
    if (value == null) {
      out.write(0);
      return;
    }
    byte[] bytes =
        type == DataType.BYTES
            ? (byte[]) value
            : ((BigDecimal) value).unscaledValue().toByteArray();
    Wire.writeVarint(bytes.length + 1L, out);
    out.write(bytes);
    if (type == DataType.DECIMAL) {
      Wire.writeSigned(((BigDecimal) value).scale(), out);
    }
  }

  @Override
  public RowBlock decode(InputStream in) throws IOException {
    int rows = Wire.readLength(in);
    long position = Wire.readSigned(in);
    Object[] columns = new Object[type.size()];
    BitSet[] missing = new BitSet[type.size()];
    for (int column = 0; column < columns.length; column++) {
      if (Wire.readByte(in) != 0) {
        byte[] gaps = new byte[(rows + 7) / 8];
        Wire.readFully(gaps, in);
        missing[column] = BitSet.valueOf(gaps);
      }
      columns[column] =
          switch (type.type(column).storage()) {
            case LONG -> Doubles.readLongs(rows, in);
            case DOUBLE -> Doubles.read(rows, in);
            case OBJECT -> readObjects(type.type(column), rows, in);
          };
    }
    return new RowBlock(type, rows, position, columns, missing);
  }

  private static Object[] readObjects(DataType type, int rows, InputStream in) throws IOException {
    Object[] objects = new Object[rows];
    for (int row = 0; row < rows; row++) {
      objects[row] = readObject(type, in);
    }
    return objects;
  }

  static Object readObject(DataType type, InputStream in) throws IOException {
    if (type == DataType.TEXT) {
      return Wire.readString(in);
    }
    int length = Wire.readLength(in);
    if (length == 0) {
      return null;
    }
    byte[] bytes = new byte[length - 1];
    Wire.readFully(bytes, in);
    return type == DataType.BYTES
        ? bytes
        : new BigDecimal(new BigInteger(bytes), (int) Wire.readSigned(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowBlockCoder that && type.equals(that.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type);
  }
}
