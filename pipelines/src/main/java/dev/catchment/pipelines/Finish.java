package dev.catchment.pipelines;

import dev.catchment.pipelines.report.Run;
import java.io.Serializable;

/**
 * What is left to do when all steps of a job have written: its summary and its report, from what is
 * staged alone. It runs where the job was launched, or on a worker when nobody waits there.
 */
@FunctionalInterface
public interface Finish extends Serializable {
  /** Writes the last outputs. */
  void write(Staging staging, Run run);
}
