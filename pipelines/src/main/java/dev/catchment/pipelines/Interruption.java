package dev.catchment.pipelines;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What is done when the process is told to end in the middle of its work, by Ctrl-C or SIGTERM: the
 * work is undone, the innermost first. The process then ends with the status that a shell expects,
 * 130 or 143.
 */
final class Interruption {
  /** A part of the work that can be undone from another thread at any time. */
  interface Undo {
    /** Undoes it, and gives what there is to say about it, or null. */
    String run();
  }

  /** The interruption of this process. */
  static final Interruption PROCESS = new Interruption();

  private final Deque<Undo> open = new ArrayDeque<>();
  private boolean hooked;
  private boolean underWay;

  /**
   * Has a part of the work undone at an interruption, until {@link #done}. When the process is
   * ending already, it throws, so that the part is not begun.
   */
  synchronized void guard(Undo undo) {
    if (!hooked) {
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hook, "undo"));
        hooked = true;
      } catch (IllegalStateException ending) {
        underWay = true;
      }
    }
    if (underWay) {
      throw JobFailedException.of("the process is ending");
    }
    open.push(undo);
  }

  /** Forgets a part of the work: it has come to its end. */
  synchronized void done(Undo undo) {
    open.remove(undo);
  }

  /** Whether the process is ending, so that failures of the work mean nothing. */
  synchronized boolean isUnderWay() {
    return underWay;
  }

  /**
   * Returns when the process is not ending; else never, since it ends with the status of the
   * signal. {@link System#exit} with another status would overtake it: it halts at once when the
   * shutdown hooks have run.
   */
  void giveWay() {
    while (isUnderWay()) {
      LockSupport.park(this);
    }
  }

  private void hook() {
    String said = undo();
    if (said != null) {
      System.err.println("catchment: " + said);
    }
  }

  /** Undoes everything; gives what there is to say about the outermost part, or null. */
  String undo() {
    String last = null;
    for (Undo undo : begin()) {
      try {
        String said = undo.run();
        last = said == null ? last : said;
      } catch (RuntimeException | Error failure) {
        last = String.valueOf(failure.getMessage());
      }
    }
    return last;
  }

  private synchronized List<Undo> begin() {
    underWay = true;
    return List.copyOf(open);
  }
}
