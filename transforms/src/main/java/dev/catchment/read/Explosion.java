package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A column that holds a list, by which a record becomes several: one for each element that is not
 * empty, in which the column is the element.
 *
 * @param column the column
 * @param separator what stands between two elements, or null for a JSON list
 * @param index the name of the column that is made of the element's place, 1 for the first
 * @param row the name of the column that is made of the record's file and line, or null
 */
public record Explosion(String column, String separator, String index, String row)
    implements Serializable {
  public Explosion {
    checkArgument(separator == null || !separator.isEmpty(), "an empty separator");
  }

  /** The elements of a text that are not empty, null when it is no list. */
  List<String> elements(String text) {
    if (separator == null) {
      return JsonPicker.elements(text);
    }
    return Stream.of(text.split(java.util.regex.Pattern.quote(separator)))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }
}
