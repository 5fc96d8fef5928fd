package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.ObserveOptions;
import dev.catchment.pipelines.observe.RunObserver;
import dev.catchment.pipelines.watch.LiveView;
import dev.catchment.pipelines.watch.WatchOptions;

/** Looks at where lineage and metrics would go, and tells them nothing; and at what ports say. */
final class ObservationCheck implements Check {
  private static final String SUBJECT = "lineage, metrics";

  @Override
  public boolean needsWork() {
    return false;
  }

  @Override
  public void examine(Examination examination) {
    if (examination.options() instanceof ObserveOptions options && RunObserver.isWanted(options)) {
      try {
        RunObserver.check(options, examination.runner());
        examination.ok(SUBJECT, "the files can be written; an address is not asked");
      } catch (UsageException complaint) {
        examination.problem(SUBJECT, complaint);
      }
    }
    if (examination.options() instanceof WatchOptions options) {
      try {
        LiveView.check(options);
      } catch (UsageException complaint) {
        examination.problem(SUBJECT, complaint);
      }
    }
  }
}
