package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.Values;

/**
 * A person came into an audience or went out of it.
 *
 * @param profileId the person
 * @param audience the audience's name
 * @param entered whether the person is a member now
 * @param at when, in milliseconds since 1970: the time of the event that decided, or the moment at
 *     which time alone did
 * @param asOf the date that the features are counted at, the end of a step
 * @param byTime whether no event but the passing of time decided
 * @param late whether the event that decided belongs to a step that had ended before, so that this
 *     corrects what was said
 * @param sequence the number of this change among all of the person, from 1
 * @param reason the values of the features that the rule looks at, by name
 */
public record AudienceChange(
    String profileId,
    String audience,
    boolean entered,
    long at,
    long asOf,
    boolean byTime,
    boolean late,
    long sequence,
    Values reason) {
  public AudienceChange {
    checkNotNull(profileId, "profileId");
    checkNotNull(audience, "audience");
    checkNotNull(reason, "reason");
  }

  /** Names the change without the features, which may be personal. */
  @Override
  public String toString() {
    return "AudienceChange[%s %s %s, %d]"
        .formatted(profileId, entered ? "entered" : "left", audience, sequence);
  }
}
