package dev.catchment.pipelines.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares the free space where the output goes with the size of the input. */
final class DiskCheck implements Check {
  private static final String SUBJECT = "disk";

  @Override
  public void examine(Examination examination) {
    String directory = examination.work().orElseThrow().outputs().directory();
    if (directory.isEmpty() || directory.contains("://")) {
      return;
    }
    Path folder = Path.of(directory).toAbsolutePath().normalize();
    while (folder != null && Files.notExists(folder)) {
      folder = folder.getParent();
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      long wanted = examination.size().text();
      if (free < wanted) {
        examination.warn(
            SUBJECT,
            "%s free, and the input is about %s of text"
                .formatted(Words.bytes(free), Words.bytes(wanted)),
            "free some space, or choose another directory");
      } else {
        examination.ok(
            SUBJECT,
            "%s free; the input is about %s of text"
                .formatted(Words.bytes(free), Words.bytes(wanted)));
      }
    } catch (IOException failure) {
      examination.warn(SUBJECT, "how much is free cannot be told", "see that there is enough");
    }
  }
}
