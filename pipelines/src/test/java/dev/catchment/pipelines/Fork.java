package dev.catchment.pipelines;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the command line in a Java process of its own, with the class path and flags of this. */
public final class Fork {
  private Fork() {}

  /** A process that runs a command; what it says is one stream. */
  public static ProcessBuilder of(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--add-opens") || flag.startsWith("-Dspark.")) {
        command.add(flag);
      }
    }
    command.add(Catchment.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  /** A process that runs a command without Google's libraries, and whose output can be read. */
  public static ProcessBuilder withoutGoogle(String... arguments) {
    ProcessBuilder builder = of(arguments).redirectOutput(ProcessBuilder.Redirect.PIPE);
    int classPath = builder.command().indexOf("-cp") + 1;
    builder
        .command()
        .set(
            classPath,
            Arrays.stream(builder.command().get(classPath).split(File.pathSeparator))
                .filter(path -> !path.contains("google-cloud-platform"))
                .collect(Collectors.joining(File.pathSeparator)));
    return builder;
  }

  /**
   * The same process, which heeds SIGINT also when this one was started in the background and told
   * to ignore it.
   */
  public static ProcessBuilder interruptible(ProcessBuilder process)
      throws IOException, InterruptedException {
    List<String> heeding = List.of("env", "--default-signal=INT");
    List<String> probe = new ArrayList<>(heeding);
    probe.add("true");
    if (new ProcessBuilder(probe).start().waitFor() == 0) {
      process.command().addAll(0, heeding);
    }
    return process;
  }
}
