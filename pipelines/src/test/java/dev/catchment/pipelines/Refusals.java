package dev.catchment.pipelines;

import static org.junit.Assert.assertArrayEquals;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** How mistakes with the options of a runner are met. */
public final class Refusals {
  private Refusals() {}

  /**
   * Checks that the doctor and the job refuse options with these words and leave nothing.
   *
   * @param folder an empty folder, which the job is to write to
   */
  public static void check(File folder, List<String> options, String... words) {
    for (List<String> job : List.of(List.of("doctor", "generate"), List.of("generate"))) {
      List<String> command = new ArrayList<>(job);
      command.add("--output=" + folder + "/world");
      command.addAll(options);
      Cli.Result result = Cli.run(command.toArray(String[]::new)).expect(ExitStatus.USAGE);
      if (job.size() == 1) {
        result.complains(words);
      } else {
        result.says(words);
      }
      assertArrayEquals(new String[0], folder.list());
    }
  }
}
