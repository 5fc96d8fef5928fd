package dev.catchment.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.catchment.write.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.util.MimeTypes;

/** Reads and writes small JSON and text files on any file system that Beam knows. */
public final class JsonFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonFile() {}

  /** Writes a value as indented JSON. */
  public static void write(String file, Object value) {
    try {
      writeText(file, JSON.writeValueAsString(value) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value as JSON. */
  public static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  /** Reads a JSON file as a value of a class. */
  public static <T> T read(String file, Class<T> type) {
    try {
      return JSON.readValue(readText(file), type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** A value of a class of its JSON. */
  public static <T> T parse(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a text in UTF-8. */
  public static String readText(String file) {
    try (InputStream in =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Reads a file of JSON lines. */
  public static List<JsonNode> lines(String file) {
    return readText(file).lines().map(JsonFile::parse).toList();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a text in UTF-8. */
  public static void writeText(String file, String text) {
    try (OutputStream out = Channels.newOutputStream(OutputFile.create(file, MimeTypes.TEXT))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
