package dev.catchment.aggregate;

import dev.catchment.model.Schema;
import dev.catchment.model.ValuesCoder;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * The coder of {@link AudienceChange}s of some audiences; the format is in {@code
 * docs/formats/coders.md}.
 */
public final class AudienceChangeCoder extends CustomCoder<AudienceChange> {
  private static final long serialVersionUID = 1;
  private static final int ENTERED = 1;
  private static final int BY_TIME = 2;
  private static final int LATE = 4;

  private final Map<String, Schema> reasons;

  private AudienceChangeCoder(Map<String, Schema> reasons) {
    this.reasons = Map.copyOf(reasons);
  }

  /** The coder of the changes of audiences. */
  public static AudienceChangeCoder of(List<AudienceRule> audiences) {
    return new AudienceChangeCoder(
        audiences.stream().collect(Collectors.toMap(AudienceRule::name, AudienceRule::reason)));
  }

  @Override
  public void encode(AudienceChange change, OutputStream out) throws IOException {
    Wire.writeString(change.profileId(), out);
    Wire.writeString(change.audience(), out);
    out.write(
        (change.entered() ? ENTERED : 0)
            | (change.byTime() ? BY_TIME : 0)
            | (change.late() ? LATE : 0));
    Wire.writeSigned(change.at(), out);
    Wire.writeSigned(change.asOf(), out);
    Wire.writeVarint(change.sequence(), out);
    reason(change.audience()).encode(change.reason(), out);
  }

  @Override
  public AudienceChange decode(InputStream in) throws IOException {
    String profileId = Wire.readString(in);
    String audience = Wire.readString(in);
    int flags = Wire.readByte(in);
    return new AudienceChange(
        profileId,
        audience,
        (flags & ENTERED) != 0,
        Wire.readSigned(in),
        Wire.readSigned(in),
        (flags & BY_TIME) != 0,
        (flags & LATE) != 0,
        Wire.readVarint(in),
        reason(audience).decode(in));
  }

  private ValuesCoder reason(String audience) throws IOException {
    Schema schema = reasons.get(audience);
    if (schema == null) {
      throw new IOException("there is no audience " + audience);
    }
    return ValuesCoder.of(schema);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AudienceChangeCoder that && reasons.equals(that.reasons);
  }

  @Override
  public int hashCode() {
    return reasons.hashCode();
  }
}
