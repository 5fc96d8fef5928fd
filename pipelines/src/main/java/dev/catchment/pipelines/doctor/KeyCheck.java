package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.KeyFile;

/** Reads the pseudonym key if there is one, and sees whether it could be made if there is none. */
final class KeyCheck implements Check {
  private static final String SUBJECT = "key";

  @Override
  public void examine(Examination examination) {
    examination.work().orElseThrow().key().ifPresent(file -> examine(examination, file));
  }

  private static void examine(Examination examination, String file) {
    try {
      examination.ok(
          SUBJECT,
          KeyFile.check(file)
              ? file + " is a key that only its owner may read"
              : file + " would be made; keep a copy of it then");
    } catch (UsageException complaint) {
      examination.problem(SUBJECT, complaint);
    }
  }
}
