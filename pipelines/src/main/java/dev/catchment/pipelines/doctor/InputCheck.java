package dev.catchment.pipelines.doctor;

import dev.catchment.read.FileCheck;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import dev.catchment.read.TableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Finds the files of each input, opens each, and looks whether it is what its name says. Compressed
 * files are read to their end as long as there are no more than {@value #READ_MEGABYTES} MB of
 * them.
 */
final class InputCheck implements Check {
  private static final int READ_MEGABYTES = 64;
  private static final long MEGABYTE = 1 << 20;
  private static final int MOST_OPENED = 1000;
  private static final int MOST_SHOWN = 3;

  @Override
  public void examine(Examination examination) {
    examination
        .work()
        .orElseThrow()
        .inputs()
        .forEach((name, globs) -> examine(examination, "input " + name, globs));
  }

  private static void examine(Examination examination, String subject, List<String> globs) {
    SortedMap<String, Long> files;
    try {
      files = InputFiles.matchSizes(globs.stream().flatMap(g -> files(g).stream()).toList());
    } catch (InputException missing) {
      examination.problem(subject, missing.getMessage(), "check the path");
      return;
    }
    examination.addFiles(files);
    List<FileCheck.Fault> faults = faults(files);
    for (FileCheck.Fault fault : faults.subList(0, Math.min(MOST_SHOWN, faults.size()))) {
      if (fault.isHarmless()) {
        examination.warn(subject, fault.message(), fault.fix());
      } else {
        examination.problem(subject, fault.message(), fault.fix());
      }
    }
    List<FileCheck.Fault> more = faults.subList(Math.min(MOST_SHOWN, faults.size()), faults.size());
    long damaged = more.stream().filter(fault -> !fault.isHarmless()).count();
    if (damaged > 0) {
      examination.problem(subject, Words.count(damaged, "more file") + " with such a fault");
    }
    if (more.size() > damaged) {
      examination.warn(
          subject, Words.count(more.size() - damaged, "more file") + " that will do, but is odd");
    }
    long empty = files.values().stream().filter(bytes -> bytes == 0).count();
    if (empty > 0) {
      examination.warn(
          subject,
          "%s empty, such as %s"
              .formatted(
                  empty == 1 ? "1 file is" : empty + " files are",
                  files.entrySet().stream()
                      .filter(file -> file.getValue() == 0)
                      .map(Map.Entry::getKey)
                      .findFirst()
                      .orElseThrow()),
          "see whether they have arrived whole; empty files hold no records");
    }
    if (faults.isEmpty()) {
      examination.ok(
          subject,
          "%s, %s: %s"
              .formatted(
                  Words.count(files.size(), "file"),
                  Words.bytes(files.values().stream().mapToLong(Long::longValue).sum()),
                  String.join(", ", new TreeSet<>(globs))));
    }
  }

  /** A directory stands for the tables in it. */
  private static List<String> files(String glob) {
    return !glob.contains("://") && Files.isDirectory(Path.of(glob))
        ? TableFiles.of(glob)
        : List.of(glob);
  }

  /** What is wrong with the files, what keeps the job from starting first. */
  private static List<FileCheck.Fault> faults(SortedMap<String, Long> files) {
    long bytes = 0;
    List<FileCheck.Fault> faults = new ArrayList<>();
    for (Map.Entry<String, Long> file : files.entrySet().stream().limit(MOST_OPENED).toList()) {
      if (file.getValue() > 0) {
        bytes += file.getValue();
        FileCheck.fault(file.getKey(), bytes <= READ_MEGABYTES * MEGABYTE).ifPresent(faults::add);
      }
    }
    faults.sort(Comparator.comparing(FileCheck.Fault::isHarmless));
    return faults;
  }
}
