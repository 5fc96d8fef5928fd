package dev.catchment.pipelines.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.google.common.collect.ImmutableList;
import dev.catchment.pipelines.UsageException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A configuration file that was read and checked, and that can say where in it a problem is.
 *
 * <p>Every complaint is a {@link UsageException} of the form {@code FILE:LINE: PATH: what is wrong
 * and what would be right}.
 */
public final class ConfigFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int MOST_PROBLEMS = 10;

  private final String file;
  private final YamlLines lines;
  private final CatchmentConfig config;

  private ConfigFile(String file, YamlLines lines, CatchmentConfig config) {
    this.file = file;
    this.lines = lines;
    this.config = config;
  }

  /**
   * Reads and checks a file.
   *
   * @throws UsageException naming file, line, path and fix when it is wrong
   */
  public static ConfigFile read(String file) {
    String text = text(file);
    try {
      YamlLines lines = YamlLines.of(text);
      JsonNode tree = YAML.readTree(text);
      List<SchemaCheck.Problem> problems = SchemaCheck.problems(tree);
      if (!problems.isEmpty()) {
        throw new UsageException(
            problems.stream()
                .limit(MOST_PROBLEMS)
                .map(problem -> message(file, lines, problem.path(), problem.message()))
                .distinct()
                .collect(Collectors.joining(System.lineSeparator())));
      }
      return new ConfigFile(file, lines, YAML.treeToValue(tree, CatchmentConfig.class));
    } catch (MarkedYAMLException e) {
      throw new UsageException(
          "%s:%d: not YAML: %s".formatted(file, e.getProblemMark().getLine() + 1, e.getProblem()));
    } catch (YAMLException e) {
      throw new UsageException("%s: not YAML: %s".formatted(file, e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "%s:%d: %s".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
  }

  private static String text(String file) {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(file, false)))) {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.readAllBytes()))
          .toString();
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new File(file).exists() ? unreadable(file, e) : missing(file, e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, e);
    }
  }

  private static UsageException missing(String file, Exception cause) {
    return new UsageException(
        "there is no configuration file " + file + "; name an existing one with --config=FILE",
        cause);
  }

  private static UsageException unreadable(String file, Exception cause) {
    return new UsageException(
        "the configuration file "
            + file
            + " cannot be read; check that it is a readable UTF-8 text file",
        cause);
  }

  public CatchmentConfig config() {
    return config;
  }

  /** The file's name, as it was given. */
  public String name() {
    return file;
  }

  /** A path of the configuration as seen from the folder that the file is in. */
  public String resolve(String path) {
    if (path.contains("://")) {
      return path;
    }
    return file.contains("://")
        ? file.substring(0, file.lastIndexOf('/') + 1) + path
        : Path.of(file).toAbsolutePath().resolveSibling(path).toString();
  }

  /** A complaint about the value at a path of keys. */
  public UsageException problem(String message, String... path) {
    return new UsageException(message(file, lines, List.of(path), message));
  }

  /** A complaint about the value at a path of keys below a source. */
  public UsageException problemOf(String source, String message, String... path) {
    return new UsageException(
        message(
            file,
            lines,
            ImmutableList.<String>builder().add("sources", source).add(path).build(),
            message));
  }

  private static String message(String file, YamlLines lines, List<String> path, String message) {
    String place = path.isEmpty() ? "" : String.join(".", path) + ": ";
    return file + ":" + lines.of(path) + ": " + place + message;
  }
}
