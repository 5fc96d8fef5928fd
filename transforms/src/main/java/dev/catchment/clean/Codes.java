package dev.catchment.clean;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** Reads codes: each text of a list means a value, and no other text is read. */
final class Codes extends TextParser {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 20;

  private final ImmutableMap<String, Object> values;

  Codes(Map<String, String> meanings, TextParser parser) {
    ImmutableMap.Builder<String, Object> parsed = ImmutableMap.builder();
    meanings.forEach((code, meaning) -> parsed.put(code, parser.parse(meaning)));
    values = parsed.buildOrThrow();
  }

  @Override
  public String toString() {
    String first = String.join(", ", values.keySet().stream().limit(MOST_SHOWN).toList());
    return "one of " + first + (values.size() > MOST_SHOWN ? ", …" : "");
  }

  @Override
  public Object parse(String text) {
    Object value = values.get(text);
    checkArgument(value != null, "no code of the list");
    return value;
  }
}
