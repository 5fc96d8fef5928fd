package dev.catchment.pipelines;

/**
 * Work that the launched program does itself, without a pipeline. It ends by itself, or soon after
 * it is told to; either way what it has done is published.
 */
public interface LocalWork {
  /** Does the work and writes what is not written when all is done; called once. */
  void run(Staging staging, Console console);

  /** Tells the work to end; any thread may, at any time. */
  void stop();

  /** Says how far it is after so many seconds; any thread may ask. */
  String progress(double seconds);
}
