package dev.catchment.pipelines.live;

import dev.catchment.aggregate.AudienceChange;
import dev.catchment.aggregate.AudienceChangeCoder;
import dev.catchment.aggregate.ProfileState;
import dev.catchment.aggregate.ProfileStateCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.NullableCoder;

/**
 * One thing that is known of a person; the others are null.
 *
 * @param batch what the batch made
 * @param stream what the stream kept at its end
 * @param change what the stream told
 */
record PersonFact(ProfileState batch, ProfileState stream, AudienceChange change) {
  static PersonFact ofBatch(ProfileState state) {
    return new PersonFact(state, null, null);
  }

  static PersonFact ofStream(ProfileState state) {
    return new PersonFact(null, state, null);
  }

  static PersonFact of(AudienceChange change) {
    return new PersonFact(null, null, change);
  }

  /** The coder: the three parts one after the other, each after a byte that says if it is there. */
  static final class FactCoder extends CustomCoder<PersonFact> {
    private static final long serialVersionUID = 1;

    private final NullableCoder<ProfileState> state;
    private final NullableCoder<AudienceChange> change;

    FactCoder(LivePlan plan) {
      this.state = NullableCoder.of(ProfileStateCoder.of(plan.features()));
      this.change = NullableCoder.of(AudienceChangeCoder.of(plan.audiences()));
    }

    @Override
    public void encode(PersonFact fact, OutputStream out) throws IOException {
      state.encode(fact.batch, out);
      state.encode(fact.stream, out);
      change.encode(fact.change, out);
    }

    @Override
    public PersonFact decode(InputStream in) throws IOException {
      return new PersonFact(state.decode(in), state.decode(in), change.decode(in));
    }
  }
}
