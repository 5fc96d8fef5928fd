package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.Profile;
import java.util.List;

/**
 * What is known of a person at one moment.
 *
 * @param profile the features
 * @param asOf the date that they are counted at, in milliseconds since 1970
 * @param version the number of times that something changed what is kept of the person
 * @param audiences the names of the audiences the person is in, in the order of the rules
 */
public record ProfileState(Profile profile, long asOf, long version, List<String> audiences) {
  public ProfileState {
    checkNotNull(profile, "profile");
    audiences = List.copyOf(audiences);
  }
}
