package dev.catchment.pipelines.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A Dockerfile as the instructions in it. Strict: an instruction that we have no use for, a line
 * that goes on in the next, or a here-document is refused.
 *
 * @param instructions them in their order
 */
record Dockerfile(List<Instruction> instructions) {
  private static final Set<String> ALLOWED =
      Set.of("FROM", "ARG", "ENV", "COPY", "RUN", "USER", "LABEL");

  /** One line: its instruction and what follows. */
  record Instruction(String name, String rest) {}

  static Dockerfile read(Path file) {
    List<Instruction> instructions = new ArrayList<>();
    for (String line : lines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" ", 2);
      if (!ALLOWED.contains(parts[0])
          || parts.length < 2
          || parts[1].isBlank()
          || line.endsWith("\\")
          || line.contains("<<")) {
        throw new AssertionError(file + ": " + line);
      }
      instructions.add(new Instruction(parts[0], parts[1].strip()));
    }
    return new Dockerfile(instructions);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What follows each instruction of a name. */
  List<String> all(String name) {
    return instructions.stream()
        .filter(instruction -> instruction.name().equals(name))
        .map(Instruction::rest)
        .toList();
  }

  /** The value of an environment variable, or fails. */
  String environment(String name) {
    return all("ENV").stream()
        .filter(rest -> rest.startsWith(name + "="))
        .map(rest -> rest.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no ENV " + name));
  }

  /** Where the one file that is copied goes. */
  String target() {
    String copy = all("COPY").get(0);
    return copy.substring(copy.indexOf(' ') + 1);
  }

  /** The one file that is copied. */
  String source() {
    String copy = all("COPY").get(0);
    return copy.substring(0, copy.indexOf(' '));
  }

  /** The user at the end, as {@code uid:gid}. */
  String user() {
    List<String> users = all("USER");
    return users.get(users.size() - 1);
  }
}
