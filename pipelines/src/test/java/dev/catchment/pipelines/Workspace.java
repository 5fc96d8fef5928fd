package dev.catchment.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.rules.TemporaryFolder;

/** A folder for one test, with a small configuration and input that are in order. */
public final class Workspace extends TemporaryFolder {
  /** A configuration with one source, whose file is {@code in.csv}. */
  public static final String CONFIG =
      """
      version: 1
      sources:
        orders:
          format: csv
          input: in.csv
          map: {messageId: id, timestamp: time}
          identifiers: {customer: customer}
          fields:
            properties.amount: {column: amount, type: decimal, min: 0}
      """;

  /** The header of {@code in.csv}. */
  public static final String HEADER = "id,time,customer,amount\n";

  @Override
  protected void before() throws Throwable {
    super.before();
    write("catchment.yaml", CONFIG);
    write("in.csv", HEADER + "1,2026-01-01,c1,5\n2,2026-01-02,c2,7.5\n");
  }

  /** A path in the folder. */
  public Path path(String name) {
    return getRoot().toPath().resolve(name);
  }

  /** Writes a text in UTF-8. */
  public Path write(String name, String text) {
    return write(name, text.getBytes(UTF_8));
  }

  /** Writes bytes. */
  public Path write(String name, byte[] bytes) {
    try {
      Files.createDirectories(path(name).getParent());
      return Files.write(path(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command in which {@code {w}} stands for this folder. */
  public Cli.Result run(String... command) {
    return Cli.run(filled(List.of(command)));
  }

  /** Texts with this folder in the place of {@code {w}}. */
  public String[] filled(List<String> texts) {
    return texts.stream()
        .map(text -> text.replace("{w}", getRoot().getPath()))
        .toArray(String[]::new);
  }

  /** Collects into {@code store} with the configuration in {@code catchment.yaml}. */
  public Cli.Result collect(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("collect", "--config=" + path("catchment.yaml")));
    arguments.addAll(List.of(more));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--output="))) {
      arguments.add("--output=" + path("store"));
    }
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--key="))) {
      arguments.add("--key=" + path("key.json"));
    }
    return Cli.run(arguments.toArray(String[]::new));
  }

  /** Collects, and checks that it is refused and that no file was changed, added or removed. */
  public Cli.Result refused(String... more) {
    FileSnapshot before = FileSnapshot.of(getRoot().toPath());
    Cli.Result result = collect(more).expect(ExitStatus.USAGE);
    assertEquals(before, FileSnapshot.of(getRoot().toPath()));
    return result;
  }

  /** The reasons of the rejected records in {@code store}, each after its file's name and line. */
  public List<String> rejected() {
    List<String> found = new ArrayList<>();
    for (RejectedLine line : RejectedLine.in(path("store/rejected"))) {
      found.add(
          path(".").normalize().relativize(Path.of(line.file()))
              + ":"
              + line.line()
              + " "
              + line.reason());
    }
    found.sort(null);
    return found;
  }

  /** The names of what stands in a folder, sorted; hidden files too. */
  public List<String> list(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
