package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.Cli;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** A generated world as a test reads it back, with code of its own. */
public final class World {
  private final Path directory;

  private World(Path directory) {
    this.directory = directory;
  }

  /** Runs the job with these options into a directory. */
  public static World generate(Path directory, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--output=" + directory);
    GenerateOptions parsed =
        PipelineOptionsFactory.fromArgs(all.toArray(String[]::new)).as(GenerateOptions.class);
    new GenerateJob().run(parsed, Cli.silent());
    return new World(directory);
  }

  /** The directory that holds the world. */
  public Path directory() {
    return directory;
  }

  /** The options of the collect job that name the world's files. */
  public List<String> inputs() {
    return List.of(
        "--input=web=" + directory + "/web/*.jsonl.gz",
        "--input=app=" + directory + "/app/*.jsonl",
        "--input=orders=" + directory + "/orders/*.csv",
        "--input=crm=" + directory + "/crm/*.csv");
  }

  /** The paths of all files inside the world that begin with a text, sorted. */
  List<String> files(String start) {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> directory.relativize(path).toString())
          .filter(path -> path.startsWith(start))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All bytes of a file as text of one character per byte. */
  String bytes(String file) {
    try {
      return Files.readString(directory.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of every file by its path. */
  Map<String, String> everyByte() {
    Map<String, String> all = new TreeMap<>();
    files("").forEach(file -> all.put(file, bytes(file)));
    return all;
  }

  /** The lines of a file, unpacked, without their ends. */
  List<byte[]> lines(String file) {
    try (InputStream raw = Files.newInputStream(directory.resolve(file));
        InputStream in =
            new BufferedInputStream(file.endsWith(".gz") ? new GZIPInputStream(raw) : raw)) {
      List<byte[]> lines = new ArrayList<>();
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          lines.add(line.toByteArray());
          line.reset();
        } else {
          line.write(next);
        }
      }
      if (line.size() > 0) {
        throw new IllegalStateException(file + " does not end with a line end");
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a well-formed CSV file, by column name. */
  public List<Map<String, String>> table(String file) {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> header = null;
    for (byte[] line : lines(file)) {
      List<String> fields = Judge.fields(new String(line, StandardCharsets.UTF_8));
      if (header == null) {
        header = fields;
        continue;
      }
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < header.size(); i++) {
        row.put(header.get(i), fields.get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
