package dev.catchment.pipelines.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.catchment.pipelines.UsageException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A YAML file that was read and checked against a schema, and that can say where in it a problem
 * is.
 *
 * @param file the file's name, as it was given
 * @param schema what it was checked against
 * @param lines the lines of its keys
 * @param tree its contents
 */
record YamlFile(String file, SchemaCheck schema, YamlLines lines, JsonNode tree) {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int MOST_PROBLEMS = 10;

  /**
   * Reads and checks a file.
   *
   * @param noun what it is, such as {@code configuration file}
   * @param option the option that names it
   * @throws UsageException naming file, line, path and fix when it is wrong
   */
  static YamlFile read(String file, SchemaCheck schema, String noun, String option) {
    return of(file, text(file, noun, option), schema);
  }

  /**
   * Checks a text that is or will be the contents of a file.
   *
   * @throws UsageException as the other method
   */
  static YamlFile of(String file, String text, SchemaCheck schema) {
    try {
      YamlFile read = new YamlFile(file, schema, YamlLines.of(text), YAML.readTree(text));
      read.check();
      return read;
    } catch (MarkedYAMLException e) {
      throw new UsageException(
          "%s:%d: not YAML: %s".formatted(file, e.getProblemMark().getLine() + 1, e.getProblem()));
    } catch (YAMLException e) {
      throw new UsageException("%s: not YAML: %s".formatted(file, e.getMessage()));
    } catch (JsonProcessingException e) {
      throw problem(file, e);
    }
  }

  /**
   * The same file with other contents.
   *
   * @throws UsageException when these are wrong
   */
  YamlFile withTree(JsonNode changed) {
    YamlFile file = new YamlFile(this.file, schema, lines, changed);
    file.check();
    return file;
  }

  /** Its contents as a value of a class. */
  <T> T as(Class<T> type) {
    try {
      return YAML.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw problem(file, e);
    }
  }

  private void check() {
    List<SchemaCheck.Problem> problems = schema.problems(tree);
    if (!problems.isEmpty()) {
      throw new UsageException(
          problems.stream()
              .limit(MOST_PROBLEMS)
              .map(problem -> message(problem.path(), problem.message()))
              .distinct()
              .collect(Collectors.joining(System.lineSeparator())));
    }
  }

  /** A complaint about the value at a path of keys. */
  UsageException problem(List<String> path, String message) {
    return new UsageException(message(path, message));
  }

  private String message(List<String> path, String message) {
    String place = path.isEmpty() ? "" : String.join(".", path) + ": ";
    return file + ":" + lines.of(path) + ": " + place + message;
  }

  private static UsageException problem(String file, JsonProcessingException e) {
    return new UsageException(
        "%s:%d: %s".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
  }

  private static String text(String file, String noun, String option) {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(file, false)))) {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.readAllBytes()))
          .toString();
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new File(file).exists() ? unreadable(file, noun, e) : missing(file, noun, option, e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, noun, e);
    }
  }

  private static UsageException missing(String file, String noun, String option, Exception cause) {
    return new UsageException(
        "there is no %s %s; name an existing one with --%s=FILE".formatted(noun, file, option),
        cause);
  }

  private static UsageException unreadable(String file, String noun, Exception cause) {
    return new UsageException(
        "the %s %s cannot be read; check that it is a readable UTF-8 text file"
            .formatted(noun, file),
        cause);
  }
}
