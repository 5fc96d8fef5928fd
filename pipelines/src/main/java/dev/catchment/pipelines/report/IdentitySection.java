package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * How identifiers were joined to people.
 *
 * @param identifiers distinct identifiers by namespace
 * @param people how many people they make
 * @param sharedIgnored identifiers that too many people share, and that therefore join nobody
 * @param sizes people by their number of identifiers, such as "1", "2", "3 to 4", in that order;
 *     may be empty
 */
public record IdentitySection(
    List<NamedCount> identifiers, long people, long sharedIgnored, List<NamedCount> sizes) {
  public IdentitySection {
    identifiers = List.copyOf(identifiers);
    sizes = List.copyOf(sizes);
    checkArgument(people >= 0, "people is %s, must be 0 or more", people);
    checkArgument(sharedIgnored >= 0, "sharedIgnored is %s, must be 0 or more", sharedIgnored);
  }
}
