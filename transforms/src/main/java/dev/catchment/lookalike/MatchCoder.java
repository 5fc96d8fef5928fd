package dev.catchment.lookalike;

import dev.catchment.model.Doubles;
import dev.catchment.model.Position;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link Match}: rows and seeds (variable-length integers); where there are rows, file
 * (text), line and number of values of the first (variable-length integers), and the values (eight
 * bytes each).
 */
public final class MatchCoder extends AtomicCoder<Match> {
  private static final long serialVersionUID = 1;
  private static final MatchCoder INSTANCE = new MatchCoder();

  private MatchCoder() {}

  public static MatchCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Match match, OutputStream out) throws IOException {
    Wire.writeVarint(match.rows(), out);
    Wire.writeVarint(match.seeds(), out);
    Position position = match.position();
    if (position != null) {
      Wire.writeString(position.file(), out);
      Wire.writeVarint(position.line(), out);
      Wire.writeVarint(match.values().length, out);
      Doubles.write(match.values(), out);
    }
  }

  @Override
  public Match decode(InputStream in) throws IOException {
    long rows = Wire.readVarint(in);
    long seeds = Wire.readVarint(in);
    if (rows == 0) {
      return new Match(null, new double[0], 0, seeds);
    }
    Position position = new Position(Wire.readString(in), Wire.readVarint(in));
    return new Match(position, Doubles.read(Wire.readLength(in), in), rows, seeds);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
