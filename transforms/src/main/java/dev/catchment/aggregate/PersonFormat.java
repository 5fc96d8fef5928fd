package dev.catchment.aggregate;

import com.google.common.primitives.Ints;
import dev.catchment.model.ByteSink;
import dev.catchment.model.ByteSource;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of a {@link Person}; the format is in {@code docs/formats/coders.md}.
 *
 * <p>Features and audiences stand in it by their ids, so that those that are declared no longer are
 * left out when it is read, and new ones begin empty.
 */
final class PersonFormat implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int VERSION = 1;

  private final List<Feature> features;
  private final int[] audiences;
  private final long plan;
  private final Map<Integer, Integer> slots = new HashMap<>();
  private final Map<Integer, Integer> places = new HashMap<>();

  /**
   * A format.
   *
   * @param audiences the ids of the audiences
   * @param plan the id of all that is declared
   */
  PersonFormat(List<Feature> features, int[] audiences, long plan) {
    this.features = features;
    this.audiences = audiences;
    this.plan = plan;
    for (int slot = 0; slot < features.size(); slot++) {
      slots.put(features.get(slot).id(), slot);
    }
    for (int place = 0; place < audiences.length; place++) {
      places.put(audiences[place], place);
    }
  }

  byte[] encode(Person person) {
    ByteSink out = new ByteSink();
    ByteSink cell = new ByteSink();
    try {
      out.write(VERSION);
      Wire.writeFixed(plan, out);
      Wire.writeSigned(person.asOf, out);
      Wire.writeVarint(person.version, out);
      Wire.writeVarint(person.sequence, out);
      Wire.writeVarint(person.audiences.cardinality(), out);
      for (int place = person.audiences.nextSetBit(0);
          place >= 0;
          place = person.audiences.nextSetBit(place + 1)) {
        out.write(Ints.toByteArray(audiences[place]));
      }
      Wire.writeVarint(person.cells.length, out);
      for (int slot = 0; slot < person.cells.length; slot++) {
        out.write(Ints.toByteArray(features.get(slot).id()));
        cell.clear();
        encode(person.cells[slot], cell);
        Wire.writeVarint(cell.size(), out);
        out.write(cell.array(), 0, cell.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory failed", e);
    }
    return Arrays.copyOf(out.array(), out.size());
  }

  private static void encode(Cell cell, OutputStream out) throws IOException {
    Wire.writeSigned(cell.next == Steps.NEVER ? 0 : cell.next, out);
    cell.encode(out);
  }

  Person decode(byte[] bytes) {
    Person person = new Person(features);
    InputStream in = new ByteSource(bytes);
    try {
      int version = Wire.readByte(in);
      if (version != VERSION) {
        throw new IOException("the state of a person has the version " + version);
      }
      person.isOutdated = Wire.readFixed(in) != plan;
      person.asOf = Wire.readSigned(in);
      person.version = Wire.readVarint(in);
      person.sequence = Wire.readVarint(in);
      for (int left = Wire.readLength(in); left > 0; left--) {
        Integer place = places.get(readId(in));
        if (place != null) {
          person.audiences.set(place);
        }
      }
      for (int left = Wire.readLength(in); left > 0; left--) {
        Integer slot = slots.get(readId(in));
        byte[] cell = new byte[Wire.readLength(in)];
        Wire.readFully(cell, in);
        if (slot != null) {
          person.cells[slot] = decode(features.get(slot), cell);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state of a person cannot be read", e);
    }
    return person;
  }

  private static Cell decode(Feature feature, byte[] bytes) throws IOException {
    InputStream in = new ByteSource(bytes);
    long next = Wire.readSigned(in);
    return Cell.decode(feature, next == 0 ? Steps.NEVER : next, in);
  }

  private static int readId(InputStream in) throws IOException {
    byte[] id = new byte[Integer.BYTES];
    Wire.readFully(id, in);
    return Ints.fromByteArray(id);
  }
}
