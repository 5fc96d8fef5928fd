package dev.catchment.identify;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.Identifier;

/**
 * An identifier that too many people use for it to name one, such as a shared device.
 *
 * @param identifier the name
 * @param people how many people were found with it in the namespace of people that has most of
 *     them; the count stops at {@link ResolveIdentities#PEOPLE_COUNTED}, or at one more than are
 *     allowed if that is more
 */
public record SharedIdentifier(Identifier identifier, int people) {
  public SharedIdentifier {
    checkNotNull(identifier, "identifier");
  }
}
