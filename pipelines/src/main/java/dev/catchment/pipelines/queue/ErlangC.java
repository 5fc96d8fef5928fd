package dev.catchment.pipelines.queue;

import static com.google.common.base.Preconditions.checkArgument;

/** How likely an event has to wait before several equal workers with one queue (Erlang, 1917). */
public final class ErlangC {
  private ErlangC() {}

  /**
   * The probability to wait in M/M/c, by the recursion of Erlang's loss formula, which neither
   * overflows nor cancels for any number of workers.
   *
   * @param offered the load in workers: arrivals a second times the mean service time; below the
   *     number of workers
   */
  public static double waiting(int workers, double offered) {
    checkArgument(
        offered >= 0 && offered < workers,
        "the load of %s workers is %s, valid is less than %s",
        workers,
        offered,
        workers);
    double loss = 1;
    for (int worker = 1; worker <= workers; worker++) {
      loss = offered * loss / (worker + offered * loss);
    }
    return workers * loss / (workers - offered * (1 - loss));
  }
}
