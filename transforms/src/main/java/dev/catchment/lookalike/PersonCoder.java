package dev.catchment.lookalike;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link Person}: id (text), 1 for a seed or 0 (one byte), number of values
 * (variable-length integer), values (eight bytes each).
 */
public final class PersonCoder extends AtomicCoder<Person> {
  private static final long serialVersionUID = 1;
  private static final PersonCoder INSTANCE = new PersonCoder();

  private PersonCoder() {}

  public static PersonCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Person person, OutputStream out) throws IOException {
    double[] values = person.values();
    Wire.writeString(person.id(), out);
    out.write(person.isSeed() ? 1 : 0);
    Wire.writeVarint(values.length, out);
    Doubles.write(values, out);
  }

  @Override
  public Person decode(InputStream in) throws IOException {
    String id = Wire.readString(in);
    boolean seed = Wire.readByte(in) == 1;
    return Person.of(id, seed, Doubles.read(Wire.readLength(in), in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
