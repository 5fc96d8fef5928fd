package dev.catchment.pipelines;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the command line in a Java process of its own. */
final class Fork {
  private Fork() {}

  /** A process that runs a command; what it says is one stream. */
  static ProcessBuilder of(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(Catchment.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }
}
