package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.Correction;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Places;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.Work;
import dev.catchment.write.OutputDirectory;
import dev.catchment.write.OutputException;
import java.util.List;

/** Writes a file where the outputs would go and removes it; sees what stands there already. */
final class OutputCheck implements Check {
  private static final String SUBJECT = "output";
  private static final String REFUSED = "--overwrite=false";

  @Override
  public void examine(Examination examination) {
    Work work = examination.work().orElseThrow();
    if (work.outputs().isEmpty()) {
      return;
    }
    try {
      Places.checkApart(work);
      examine(examination, work.outputs());
    } catch (UsageException complaint) {
      examination.problem(SUBJECT, complaint);
    }
  }

  private static void examine(Examination examination, Outputs outputs) {
    List<String> existing;
    try {
      existing = OutputDirectory.existing(outputs.directory(), outputs.names());
      OutputDirectory.prepare(outputs.directory(), outputs.names(), true).discard();
    } catch (OutputException failure) {
      throw new UsageException(failure.getMessage(), failure);
    }
    String found = String.join(", ", existing);
    boolean isAddedTo =
        outputs.overwrite() && outputs.batch().map(batch -> batch.stale().isEmpty()).orElse(false);
    if (isAddedTo && !existing.isEmpty()) {
      examination.ok(
          SUBJECT,
          "%s can be written; it is a store, to which this run adds a batch"
              .formatted(outputs.directory()));
    } else if (existing.isEmpty()) {
      examination.ok(
          SUBJECT,
          "%s can be written and holds no output of an earlier run".formatted(outputs.directory()));
    } else if (outputs.overwrite()) {
      examination.ok(
          SUBJECT, "%s can be written; replaced would be %s".formatted(outputs.directory(), found));
    } else {
      examination.problem(
          SUBJECT,
          "%s holds %s already".formatted(outputs.directory(), found),
          "add --overwrite to replace that, or choose another directory");
      examination.correct(
          examination.arguments().contains(REFUSED)
              ? Correction.replace(REFUSED, "--overwrite")
              : Correction.add("--overwrite"));
    }
  }
}
