package dev.catchment.protect;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The column in which a source states consent, and what it may say.
 *
 * <p>A record whose column holds one of the granting texts passes; an empty column passes as
 * unknown; any other text withholds the record, so that a word nobody foresaw errs on the side of
 * the person.
 *
 * @param slot the column's slot
 * @param granted the texts that grant consent, compared without case and surrounding blanks
 */
public record ConsentColumn(int slot, Set<String> granted) implements Serializable {
  public ConsentColumn {
    checkArgument(!granted.isEmpty(), "no text grants consent");
    granted =
        granted.stream().map(ConsentColumn::normalize).collect(Collectors.toUnmodifiableSet());
  }

  boolean withholds(String text) {
    return text != null && !granted.contains(normalize(text));
  }

  private static String normalize(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
