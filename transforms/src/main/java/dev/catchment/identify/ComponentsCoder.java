package dev.catchment.identify;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * The coder of {@link Components}; the format is in {@code docs/formats/coders.md}. The keys stand
 * in the order in which they came, so equal components may have different bytes.
 */
final class ComponentsCoder extends CustomCoder<Components> {
  private static final long serialVersionUID = 1;

  @Override
  public void encode(Components components, OutputStream out) throws IOException {
    Wire.writeVarint(components.size(), out);
    for (int index = 0; index < components.size(); index++) {
      Key key = components.key(index);
      Wire.writeFixed(key.high(), out);
      Wire.writeFixed(key.low(), out);
    }
    for (int index = 0; index < components.size(); index++) {
      Wire.writeVarint(components.parent(index), out);
    }
  }

  @Override
  public Components decode(InputStream in) throws IOException {
    int size = Wire.readLength(in);
    Components components = new Components();
    for (int index = 0; index < size; index++) {
      if (components.add(new Key(Wire.readFixed(in), Wire.readFixed(in))) != index) {
        throw new IOException("a key stands twice");
      }
    }
    for (int index = 0; index < size; index++) {
      int parent = Wire.readLength(in);
      if (parent >= size) {
        throw new IOException("parent " + parent + " of " + size + " keys");
      }
      components.union(index, parent);
    }
    return components;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ComponentsCoder;
  }

  @Override
  public int hashCode() {
    return ComponentsCoder.class.hashCode();
  }
}
