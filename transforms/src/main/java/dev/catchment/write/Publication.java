package dev.catchment.write;

import java.io.Serializable;
import java.util.List;

/**
 * The outputs of a job as the machine that launches it sees them: the job writes into a staging
 * folder, and the outputs appear whole at the end or not at all.
 *
 * <p>{@link #open}, then run the job that writes to {@link #staging}, then {@link #publish}; when
 * anything fails, {@link #discard}, which any thread may call at any time.
 */
public interface Publication extends Serializable {
  /**
   * Checks that the outputs can be written and makes the staging folder, which belongs to this
   * process: when it dies, the next run removes the folder.
   *
   * @return what was put in order for it, a sentence for each
   * @throws OutputException when the outputs cannot be written; then nothing is left behind
   */
  List<String> open();

  /** As {@link #open}, for a job that goes on when this process has ended. */
  List<String> openForWorkers();

  /** Where the job writes the output of a name; it becomes that name when it is published. */
  String staging(String name);

  /** Puts the outputs in their places. Throws {@link OutputException} when that fails. */
  void publish();

  /** Whether the outputs are in their places. */
  boolean isPublished();

  /**
   * As {@link #publish}, on a worker whose runner starts another one when it dies or fails: each
   * goes on where the one before it stopped.
   */
  void publishByWorker();

  /** Whether something is staged that was neither published nor discarded. */
  boolean isStaged();

  /** Whether {@link #publishByWorker} has begun, so that nothing can be staged any more. */
  boolean isBeingPublished();

  /**
   * Removes what was staged. Does nothing once the outputs are published.
   *
   * @return whether the outputs are not published and never will be
   */
  boolean discard();
}
