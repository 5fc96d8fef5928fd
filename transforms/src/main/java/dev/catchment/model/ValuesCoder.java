package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * The coder of {@link Values} of one {@link Schema}: a bitmap of the present slots, then the
 * present values in slot order, each as its type says. The format is in {@code
 * docs/formats/coders.md}.
 */
public final class ValuesCoder extends CustomCoder<Values> {
  private static final long serialVersionUID = 1;

  private final Schema schema;

  private ValuesCoder(Schema schema) {
    this.schema = schema;
  }

  /** The coder of the values of a schema. */
  public static ValuesCoder of(Schema schema) {
    return new ValuesCoder(schema);
  }

  /** The schema of the values. */
  public Schema schema() {
    return schema;
  }

  @Override
  public void encode(Values values, OutputStream out) throws IOException {
    int size = schema.size();
    if (values.size() != size) {
      throw new IOException(values.size() + " values for a schema of " + size + " fields");
    }
    for (int start = 0; start < size; start += 8) {
      int bits = 0;
      for (int slot = start; slot < Math.min(start + 8, size); slot++) {
        bits |= values.get(slot) == null ? 0 : 1 << (slot - start);
      }
      out.write(bits);
    }
    for (int slot = 0; slot < size; slot++) {
      if (values.get(slot) != null) {
        writeCell(schema.fields().get(slot).type(), values.get(slot), out);
      }
    }
  }

  @Override
  public Values decode(InputStream in) throws IOException {
    int size = schema.size();
    byte[] present = new byte[(size + 7) / 8];
    Wire.readFully(present, in);
    Object[] cells = new Object[size];
    for (int slot = 0; slot < size; slot++) {
      if ((present[slot / 8] >> (slot % 8) & 1) == 1) {
        cells[slot] = readCell(schema.fields().get(slot).type(), in);
      }
    }
    return Values.of(cells);
  }

  private static void writeCell(FieldType type, Object cell, OutputStream out) throws IOException {
    switch (type) {
      case STRING -> Wire.writeString((String) cell, out);
      case INTEGER, TIMESTAMP -> Wire.writeSigned((Long) cell, out);
      case DECIMAL -> Wire.writeFixed(Double.doubleToLongBits((Double) cell), out);
      case BOOLEAN -> out.write((Boolean) cell ? 1 : 0);
    }
  }

  private static Object readCell(FieldType type, InputStream in) throws IOException {
    return switch (type) {
      case STRING -> Wire.readString(in);
      case INTEGER, TIMESTAMP -> Wire.readSigned(in);
      case DECIMAL -> Double.longBitsToDouble(Wire.readFixed(in));
      case BOOLEAN -> Wire.readByte(in) != 0;
    };
  }

  @Override
  public void verifyDeterministic() {
    // One byte sequence per value: the bitmap and every cell have a single form.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValuesCoder that && schema.equals(that.schema);
  }

  @Override
  public int hashCode() {
    return schema.hashCode();
  }
}
