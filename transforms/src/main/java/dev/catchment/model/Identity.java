package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

/**
 * The statement that an identifier belongs to a person.
 *
 * @param identifier the name
 * @param profileId the person
 */
public record Identity(Identifier identifier, String profileId) {
  public Identity {
    checkNotNull(identifier, "identifier");
    checkNotNull(profileId, "profileId");
  }
}
