package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;

/** The coder of {@link Profile}s of one schema; the format is in {@code docs/formats/coders.md}. */
public final class ProfileCoder extends CustomCoder<Profile> {
  private static final long serialVersionUID = 1;

  private final ValuesCoder features;

  private ProfileCoder(Schema schema) {
    this.features = ValuesCoder.of(schema);
  }

  /** The coder of profiles whose features have the given schema. */
  public static ProfileCoder of(Schema schema) {
    return new ProfileCoder(schema);
  }

  @Override
  public void encode(Profile profile, OutputStream out) throws IOException {
    Wire.writeString(profile.profileId(), out);
    features.encode(profile.features(), out);
  }

  @Override
  public Profile decode(InputStream in) throws IOException {
    return new Profile(Wire.readString(in), features.decode(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProfileCoder that && features.equals(that.features);
  }

  @Override
  public int hashCode() {
    return features.hashCode();
  }
}
