package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.Correction;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.RunnerSupport;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;

/** One run of the doctor: what is known of the job so far, and what was found. */
final class Examination {
  private final List<Finding> findings = new ArrayList<>();
  private final SortedMap<String, Long> files = new TreeMap<>();
  private final Instant start;
  private List<String> arguments;
  private boolean isCorrected;
  private Job<?> job;
  private PipelineOptions options;
  private Work work;

  Examination(List<String> arguments, Instant start) {
    this.arguments = arguments;
    this.start = start;
  }

  /** The time that the job would take for that of its start. */
  Instant start() {
    return start;
  }

  /** The arguments behind the name of the job, corrected as far as is known. */
  List<String> arguments() {
    return arguments;
  }

  void setArguments(List<String> corrected) {
    arguments = corrected;
  }

  /** The job; null as long as none is known. */
  Job<?> job() {
    return job;
  }

  void setJob(Job<?> found) {
    job = found;
  }

  /** The job's options; null as long as they cannot be read. */
  PipelineOptions options() {
    return options;
  }

  void setOptions(PipelineOptions read) {
    options = read;
  }

  /** What the job was asked to do; empty when that is not right. */
  Optional<Work> work() {
    return Optional.ofNullable(work);
  }

  void setWork(Work planned) {
    work = planned;
  }

  RunnerSupport runner() {
    return RunnerSupport.of(options);
  }

  /** Notes files that the job reads, with their bytes. */
  void addFiles(SortedMap<String, Long> found) {
    files.putAll(found);
  }

  /** How much the job reads, of what was found. */
  InputSize size() {
    return InputSize.of(files, Runtime.getRuntime().availableProcessors());
  }

  List<Finding> findings() {
    return findings;
  }

  /** Whether the arguments are others than those that were given. */
  boolean isCorrected() {
    return isCorrected;
  }

  boolean hasProblem() {
    return findings.stream().anyMatch(finding -> finding.level() == Level.PROBLEM);
  }

  boolean hasProblem(String subject) {
    return findings.stream()
        .anyMatch(finding -> finding.level() == Level.PROBLEM && finding.subject().equals(subject));
  }

  void ok(String subject, String message) {
    findings.add(new Finding(Level.OK, subject, message, List.of()));
  }

  void warn(String subject, String message, String... details) {
    findings.add(new Finding(Level.WARNING, subject, message, List.of(details)));
  }

  void problem(String subject, String message, String... details) {
    findings.add(new Finding(Level.PROBLEM, subject, message, List.of(details)));
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  /** Adds a complaint, what comes after its last semicolon as the fix, and takes its correction. */
  void problem(String subject, UsageException complaint) {
    for (UsageException part : complaint.parts()) {
      part.getMessage().lines().findFirst().ifPresent(line -> add(subject, part, line));
      part.correction().ifPresent(this::correct);
    }
  }

  private void add(String subject, UsageException part, String line) {
    List<String> more = part.getMessage().lines().skip(1).toList();
    int fix = more.isEmpty() ? line.lastIndexOf("; ") : -1;
    findings.add(
        fix < 0
            ? new Finding(Level.PROBLEM, subject, line, more)
            : new Finding(
                Level.PROBLEM, subject, line.substring(0, fix), List.of(line.substring(fix + 2))));
  }

  /** Changes the command that is shown at the end. */
  void correct(Correction correction) {
    arguments = correction.of(arguments);
    isCorrected = true;
  }
}
