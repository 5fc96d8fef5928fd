package dev.catchment.pipelines.query;

import dev.catchment.query.DataType;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowType;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows as bytes that sort, without sign and from the left, as the rows do: by their place in an
 * ordered result, and else by their values from the first column on, missing values first. Bytes of
 * texts sort as their characters; a decimal number sorts by its nearest double, and then by its
 * digits.
 *
 * <p>The bytes of a row are its place, of 12 bytes where the result is ordered and none otherwise,
 * and of each column 0 where it is missing or 1 and the value: whole numbers with their sign
 * exchanged, doubles with all bits of negative ones and the sign of others exchanged, and texts and
 * bytes with 0 and 255 for each 0, up to 0 and 0.
 */
final class SortedRow {
  private static final int MISSING = 0;
  private static final int THERE = 1;
  private static final int ESCAPE = 0xFF;

  private final RowType type;
  private final boolean isOrdered;

  /** Rows of a result. */
  SortedRow(RowType type, boolean isOrdered) {
    this.type = type;
    this.isOrdered = isOrdered;
  }

  /** Compares the bytes of two rows. */
  static int compare(byte[] left, byte[] right) {
    return Arrays.compareUnsigned(left, right);
  }

  /** The bytes of a row of a block. */
  byte[] write(RowBlock block, int row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + 9 * type.size());
    if (isOrdered) {
      writeLong(block.position(), bytes);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(row).array());
    }
    for (int column = 0; column < type.size(); column++) {
      if (block.isMissing(column, row)) {
        bytes.write(MISSING);
        continue;
      }
      bytes.write(THERE);
      switch (type.type(column).storage()) {
        case LONG -> writeLong(block.longAt(column, row), bytes);
        case DOUBLE -> writeDouble(block.doubleAt(column, row), bytes);
        case OBJECT -> writeObject(type.type(column), block.objectAt(column, row), bytes);
      }
    }
    return bytes.toByteArray();
  }

  private static void writeLong(long value, ByteArrayOutputStream bytes) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value ^ Long.MIN_VALUE).array());
  }

  private static void writeDouble(double value, ByteArrayOutputStream bytes) {
    long bits = Double.doubleToRawLongBits(value);
    long sorted = bits < 0 ? ~bits : bits | Long.MIN_VALUE;
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(sorted).array());
  }

  private static void writeObject(DataType type, Object value, ByteArrayOutputStream bytes) {
    if (value instanceof BigDecimal number) {
      writeDouble(number.doubleValue(), bytes);
    }
    byte[] plain =
        type == DataType.BYTES ? (byte[]) value : value.toString().getBytes(StandardCharsets.UTF_8);
    for (byte next : plain) {
      bytes.write(next);
      if (next == 0) {
        bytes.write(ESCAPE);
      }
    }
    bytes.write(0);
    bytes.write(0);
  }

  /** Adds the row of some bytes to a block. */
  void read(byte[] bytes, RowBlock.Builder block) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (isOrdered) {
      in.position(Long.BYTES + Integer.BYTES);
    }
    for (int column = 0; column < type.size(); column++) {
      if (in.get() == MISSING) {
        block.setMissing(column);
        continue;
      }
      switch (type.type(column).storage()) {
        case LONG -> block.setLong(column, in.getLong() ^ Long.MIN_VALUE);
        case DOUBLE -> block.setDouble(column, readDouble(in));
        case OBJECT -> block.setObject(column, readObject(type.type(column), in));
      }
    }
    block.endRow();
  }

  private static double readDouble(ByteBuffer in) {
    long sorted = in.getLong();
    return Double.longBitsToDouble(sorted < 0 ? sorted & Long.MAX_VALUE : ~sorted);
  }

  private static Object readObject(DataType type, ByteBuffer in) {
    if (type == DataType.DECIMAL) {
      readDouble(in);
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    byte next = in.get();
    while (next != 0 || in.get() != 0) {
      plain.write(next);
      next = in.get();
    }
    return switch (type) {
      case BYTES -> plain.toByteArray();
      case DECIMAL -> new BigDecimal(plain.toString(StandardCharsets.UTF_8));
      default -> plain.toString(StandardCharsets.UTF_8);
    };
  }
}
