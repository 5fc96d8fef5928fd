package dev.catchment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** The JSON of manifests and intents: fields that are not known are ignored. */
public final class StoreJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private StoreJson() {}

  /** A manifest or an intent as text. */
  public static String write(Record value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads a manifest; throws {@link InvalidManifestException} that names the file and the field.
   */
  public static Manifest manifest(String json, String file) {
    return read(json, file, Manifest.class);
  }

  /** Reads an intent; throws {@link InvalidManifestException} that names the file and the field. */
  public static Intent intent(String json, String file) {
    return read(json, file, Intent.class);
  }

  private static <T> T read(String json, String file, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new InvalidManifestException(file + " is no JSON object");
      }
      return value;
    } catch (JsonMappingException wrong) {
      String field = wrong.getPathReference().replaceAll("[^\\[]*\\[\"?([^\"\\]]*)\"?]", "/$1");
      throw new InvalidManifestException(
          "%s is no manifest of a store: %s: %s"
              .formatted(file, field.startsWith("/") ? field : "/", wrong.getOriginalMessage()),
          wrong);
    } catch (JsonProcessingException wrong) {
      throw new InvalidManifestException(
          "%s is no manifest of a store: %s".formatted(file, wrong.getOriginalMessage()), wrong);
    }
  }
}
