package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.ShellWords;
import dev.catchment.pipelines.Work;
import java.util.ArrayList;
import java.util.List;

/** Prints what was found, what the job would do, and the command to run. */
final class Page {
  private final Examination examination;
  private final Console console;

  private Page(Examination examination, Console console) {
    this.examination = examination;
    this.console = console;
  }

  static void print(Examination examination, Console console) {
    Page page = new Page(examination, console);
    page.findings();
    page.work();
    page.command();
  }

  private void findings() {
    int width =
        examination.findings().stream().mapToInt(found -> found.subject().length()).max().orElse(0);
    for (Finding finding : examination.findings()) {
      console.result(
          "%-7s  %-" + width + "s  %s",
          finding.level().word(),
          finding.subject(),
          finding.message());
      finding.details().forEach(detail -> console.result("%s%s", " ".repeat(width + 11), detail));
    }
  }

  private void work() {
    if (examination.work().isEmpty()) {
      return;
    }
    Work work = examination.work().get();
    console.result("");
    console.result(
        "%s would read %s, %s and run on %s.",
        examination.job().name(),
        work.inputs().isEmpty()
            ? "nothing"
            : "%s (%s)"
                .formatted(
                    String.join(", ", work.inputs().keySet()),
                    Words.bytes(examination.size().bytes())),
        work.outputs().isEmpty()
            ? "send what comes of it to its destinations"
            : "write into " + work.outputs().directory(),
        examination.runner().name());
    if (examination.job() instanceof PipelineJob<?> job) {
      console.result("%s", job.writes());
    }
  }

  private void command() {
    if (examination.job() == null) {
      return;
    }
    List<String> words = new ArrayList<>(List.of(examination.job().name()));
    words.addAll(examination.arguments());
    console.result("");
    console.result(
        !examination.hasProblem()
            ? "It would start:"
            : examination.isCorrected()
                ? "It would not start, or come to nothing. The command, corrected as far as known:"
                : "It would not start, or come to nothing. When that is put right:");
    console.result("    ./catchment %s", ShellWords.join(words));
  }
}
