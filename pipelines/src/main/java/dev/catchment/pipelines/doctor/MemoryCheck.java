package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.MemoryPart;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares what the job would hold in memory, an estimate from the size of its input, with the
 * memory there is; docs/jobs/doctor.md has the formula.
 */
final class MemoryCheck implements Check {
  private static final String SUBJECT = "memory";

  /** The program itself and what Beam needs whatever the input. */
  private static final long BASE = 200L << 20;

  private static final long GIGABYTE = 1L << 30;

  /** The share of the heap that may be filled before the collector takes all the time. */
  private static final double USABLE = 0.8;

  @Override
  public void examine(Examination examination) {
    List<MemoryPart> parts = examination.work().orElseThrow().memory(examination.size());
    if (parts.isEmpty()) {
      return;
    }
    long wanted = BASE + parts.stream().mapToLong(MemoryPart::bytes).sum();
    String estimate =
        "estimate %s (%s)"
            .formatted(
                Words.bytes(wanted),
                parts.stream()
                    .map(part -> part.what() + " " + Words.bytes(part.bytes()))
                    .collect(Collectors.joining(", ")));
    if (examination.runner().cluster(examination.options()).isPresent()) {
      examination.ok(SUBJECT, estimate + " over all workers, which share it");
      return;
    }
    long heap = Runtime.getRuntime().maxMemory();
    if (wanted > USABLE * heap) {
      examination.warn(
          SUBJECT,
          "%s; the heap is %s".formatted(estimate, Words.bytes(heap)),
          "set CATCHMENT_HEAP=%dg, or use a cluster"
              .formatted((long) Math.ceil(wanted / USABLE / GIGABYTE)));
    } else {
      examination.ok(SUBJECT, "%s of %s".formatted(estimate, Words.bytes(heap)));
    }
  }
}
