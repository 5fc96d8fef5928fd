package dev.catchment.pipelines.deploy;

import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Catchment;
import java.util.ArrayList;
import java.util.List;

/** Checks the command line that a deployment file holds. */
final class Arguments {
  private Arguments() {}

  /** The job takes the options, and the runner is the one of the file. */
  static void check(List<String> words, String runner) {
    List<String> ofTheJob = new ArrayList<>(words);
    assertTrue(words + " must name the runner", ofTheJob.remove("--runner=" + runner));
    Catchment.options(ofTheJob.toArray(String[]::new));
  }
}
