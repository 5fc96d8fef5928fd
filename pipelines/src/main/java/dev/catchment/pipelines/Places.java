package dev.catchment.pipelines;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** Checks where a job reads and writes. */
public final class Places {
  private Places() {}

  /**
   * Checks that workers see every place.
   *
   * @throws UsageException when one is on the disk of this machine alone
   */
  public static void checkSeen(PipelineWork task, RunnerSupport runner, PipelineOptions options) {
    if (runner.seesLocalDisk(options)) {
      return;
    }
    for (String place : task.places()) {
      if (!place.contains("://") || place.startsWith("file://")) {
        throw new UsageException(
            "%s is on the disk of this machine, which the workers of %s do not see; copy it to an object store and name that, such as gs://bucket/%s"
                .formatted(place, runner.name(), place.replaceFirst("^(file://)?/*", "")));
      }
    }
  }

  /**
   * Checks that no output would be a file of an input, which it would replace, or which a second
   * run would read as one.
   *
   * @throws UsageException when one would
   */
  public static void checkApart(Work work) {
    Outputs outputs = work.outputs();
    if (outputs.directory().contains("://")) {
      return;
    }
    for (List<String> globs : work.inputs().values()) {
      for (String glob : globs) {
        for (String name : outputs.names()) {
          if (!glob.contains("://") && isOf(glob, Path.of(outputs.path(name)))) {
            throw new UsageException(
                "the output %s would be one of the files of the input %s; choose another --output"
                    .formatted(outputs.path(name), glob));
          }
        }
      }
    }
  }

  private static boolean isOf(String glob, Path output) {
    String pattern = Path.of(glob).toAbsolutePath().normalize().toString();
    if (Files.isDirectory(Path.of(glob))) {
      pattern += "/*.csv";
    }
    Path path = output.toAbsolutePath().normalize();
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    return matcher.matches(path) || matcher.matches(path.resolve("part.jsonl"));
  }
}
