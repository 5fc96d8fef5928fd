package dev.catchment.aggregate;

import dev.catchment.model.ProfileCoder;
import dev.catchment.model.Schema;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.CustomCoder;

/** The coder of {@link ProfileState}s; the format is in {@code docs/formats/coders.md}. */
public final class ProfileStateCoder extends CustomCoder<ProfileState> {
  private static final long serialVersionUID = 1;

  private final ProfileCoder profile;

  private ProfileStateCoder(ProfileCoder profile) {
    this.profile = profile;
  }

  /** The coder for profiles with some features. */
  public static ProfileStateCoder of(Schema features) {
    return new ProfileStateCoder(ProfileCoder.of(features));
  }

  @Override
  public void encode(ProfileState state, OutputStream out) throws IOException {
    profile.encode(state.profile(), out);
    Wire.writeSigned(state.asOf(), out);
    Wire.writeVarint(state.version(), out);
    Wire.writeVarint(state.audiences().size(), out);
    for (String audience : state.audiences()) {
      Wire.writeString(audience, out);
    }
  }

  @Override
  public ProfileState decode(InputStream in) throws IOException {
    var decoded = profile.decode(in);
    long asOf = Wire.readSigned(in);
    long version = Wire.readVarint(in);
    int count = Wire.readLength(in);
    List<String> audiences = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      audiences.add(Wire.readString(in));
    }
    return new ProfileState(decoded, asOf, version, audiences);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProfileStateCoder that && profile.equals(that.profile);
  }

  @Override
  public int hashCode() {
    return profile.hashCode();
  }
}
