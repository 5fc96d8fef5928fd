package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that operators do wrong. In every text {@code {w}} stands for the folder of the test.
 *
 * @param name what they do
 * @param prepare changes a folder that is in order
 * @param command the job and its arguments
 * @param diagnosis what the doctor must say: the thing, the place, the fix
 * @param jobStatus how the job itself ends, or null where it is not tried
 * @param complaint what the job itself must say
 */
record Mistake(
    String name,
    Consumer<Workspace> prepare,
    List<String> command,
    List<String> diagnosis,
    ExitStatus jobStatus,
    List<String> complaint) {

  static Mistake of(String name, String... command) {
    return new Mistake(name, work -> {}, List.of(command), List.of(), null, List.of());
  }

  /** The mistake made with collect, behind the usual arguments. */
  static Mistake collecting(String name, String... more) {
    String[] command = Arrays.copyOf(COLLECT, COLLECT.length + more.length);
    System.arraycopy(more, 0, command, COLLECT.length, more.length);
    return of(name, command);
  }

  private static final String[] COLLECT = {
    "collect", "--config={w}/catchment.yaml", "--output={w}/store", "--key={w}/key.json"
  };

  Mistake after(Consumer<Workspace> change) {
    return new Mistake(name, change, command, diagnosis, jobStatus, complaint);
  }

  /** In a configuration of which a text is replaced by another. */
  Mistake inConfig(String text, String replacement) {
    return after(
        work -> {
          if (!Workspace.CONFIG.contains(text)) {
            throw new IllegalArgumentException(text);
          }
          work.write("catchment.yaml", Workspace.CONFIG.replace(text, replacement));
        });
  }

  /** In a file of the input. */
  Mistake inFile(String file, String contents) {
    return after(work -> work.write(file, contents));
  }

  Mistake isDiagnosed(String... words) {
    return new Mistake(name, prepare, command, List.of(words), jobStatus, complaint);
  }

  /** The job itself refuses to start, with these words. */
  Mistake isRefused(String... words) {
    return endsJob(ExitStatus.USAGE, words);
  }

  Mistake endsJob(ExitStatus status, String... words) {
    return new Mistake(name, prepare, command, diagnosis, status, List.of(words));
  }

  @Override
  public String toString() {
    return name;
  }
}
