package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.generate.Layout.Kind;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/** Visitors who are no customers: a crawler on the web site and a tester's device in the app. */
final class InternalTraffic {
  private static final double PAGES_PER_DAY = 4;

  private InternalTraffic() {}

  /** The records of the internal visitor with an index, which is not below the number of people. */
  static List<KV<Integer, Line>> simulate(WorldSpec spec, Catalogue catalogue, int index) {
    Rhythm rhythm = new Rhythm(spec);
    Draws draws = Draws.of(spec.seed(), Purpose.INTERNAL, index);
    Journal journal = new Journal(spec, index);
    Ids ids = new Ids(spec.seed(), index);
    Touchpoint crawler =
        new Touchpoint(false, ids.touchpoint(false, false).id(), false, Touchpoint.BOT_AGENT);
    Touchpoint tester = ids.touchpoint(true, false);
    for (int day = 0; day < spec.days(); day++) {
      for (int page = draws.poisson(PAGES_PER_DAY) + (day == 0 ? 1 : 0); page > 0; page--) {
        long time = spec.begin() + day * WorldSpec.DAY + (long) (draws.uniform() * WorldSpec.DAY);
        Action look = Action.look(time, "product", draws.pick(catalogue.products()));
        long arrival = time + 150;
        JsonRow call = WebTracker.call(look, crawler, ids.message(), null, null, arrival);
        journal.leftOut(Kind.WEB, arrival, Defect.FILTERED, call);
      }
      for (int screen = day % 7 == 0 ? 3 : 0; screen > 0; screen--) {
        long time = rhythm.moment(day, draws);
        Action look = Action.look(time, "product", draws.pick(catalogue.products()));
        JsonRow record = AppTracker.record(look, tester, ids.message(), null, null, true);
        journal.leftOut(Kind.APP, time + 150, Defect.FILTERED, record);
      }
    }
    return journal.lines();
  }
}
