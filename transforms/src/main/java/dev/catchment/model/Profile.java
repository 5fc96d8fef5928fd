package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

/**
 * What is known of one person: the features that the configuration declares, by slot of their
 * {@link Schema}.
 *
 * @param profileId the person's id
 * @param features the values by slot
 */
public record Profile(String profileId, Values features) {
  public Profile {
    checkNotNull(profileId, "profileId");
    checkNotNull(features, "features");
  }

  /** Names the profile without its contents, which may be personal. */
  @Override
  public String toString() {
    return "Profile[" + profileId + "]";
  }
}
