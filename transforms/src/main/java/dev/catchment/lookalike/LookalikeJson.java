package dev.catchment.lookalike;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Collectors;

/**
 * Writes a {@link LookalikeModel} as the text of {@code model.json} and reads it back; the format
 * is in {@code docs/formats/lookalike-model.md}. Numbers survive exactly; the same model has the
 * same bytes.
 */
public final class LookalikeJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private LookalikeJson() {}

  /** The text of a model, indented, with a line feed at the end. */
  public static String write(LookalikeModel model) {
    try {
      return MAPPER.writer(PRETTY).writeValueAsString(model) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The model of a text.
   *
   * @param where the place of the text for messages, such as the path of the file
   * @throws LookalikeException if it is no JSON, of another version, or not whole
   */
  public static LookalikeModel read(String text, String where) {
    try {
      LookalikeModel model = MAPPER.readValue(text, LookalikeModel.class);
      LookalikeException.check(model != null, "%s: no model; train the model again", where);
      return model;
    } catch (JsonProcessingException e) {
      throw new LookalikeException(
          where + ": no model of look-alikes: " + problem(e) + "; train the model again", e);
    }
  }

  private static String problem(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return refused.getMessage();
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return "the field "
          + mapping.getPath().stream()
              .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
              .collect(Collectors.joining("."))
          + " is missing or of another kind";
    }
    return "not JSON of that form";
  }
}
