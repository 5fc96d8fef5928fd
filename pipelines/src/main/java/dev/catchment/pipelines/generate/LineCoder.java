package dev.catchment.pipelines.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * The bytes of a {@link Line}: order and subject as variable-length longs, sequence as a
 * variable-length int, reason as a UTF-8 string with its length (empty for none), the line with its
 * length.
 */
final class LineCoder extends CustomCoder<Line> {
  private static final LineCoder INSTANCE = new LineCoder();

  private static final VarLongCoder LONG = VarLongCoder.of();
  private static final VarIntCoder INT = VarIntCoder.of();
  private static final StringUtf8Coder STRING = StringUtf8Coder.of();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private LineCoder() {}

  static LineCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Line line, OutputStream out) throws IOException {
    LONG.encode(line.order(), out);
    LONG.encode(line.subject(), out);
    INT.encode(line.sequence(), out);
    STRING.encode(line.reason() == null ? "" : line.reason(), out);
    BYTES.encode(line.bytes(), out);
  }

  @Override
  public Line decode(InputStream in) throws IOException {
    long order = LONG.decode(in);
    long subject = LONG.decode(in);
    int sequence = INT.decode(in);
    String reason = STRING.decode(in);
    return new Line(order, subject, sequence, reason.isEmpty() ? null : reason, BYTES.decode(in));
  }

  @Override
  public void verifyDeterministic() {}

  private Object readResolve() {
    return INSTANCE;
  }
}
