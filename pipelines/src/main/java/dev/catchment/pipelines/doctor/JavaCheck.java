package dev.catchment.pipelines.doctor;

/** Says in what the job would run. */
final class JavaCheck implements Check {
  @Override
  public boolean needsWork() {
    return false;
  }

  @Override
  public void examine(Examination examination) {
    Runtime runtime = Runtime.getRuntime();
    examination.ok(
        "Java",
        "version %s, %s, %s of heap"
            .formatted(
                System.getProperty("java.version"),
                Words.count(runtime.availableProcessors(), "core"),
                Words.bytes(runtime.maxMemory())));
  }
}
