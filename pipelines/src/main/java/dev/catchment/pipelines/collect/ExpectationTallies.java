package dev.catchment.pipelines.collect;

import dev.catchment.account.Tallies;
import dev.catchment.expect.Expectation;
import dev.catchment.expect.Measure;
import dev.catchment.model.Position;
import dev.catchment.pipelines.TallyMap;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Hands the measures of expectations over as tallies, and reads them back. Those of the shards of
 * an expectation add up; each has an example of its own, of which the first is told.
 */
final class ExpectationTallies
    extends PTransform<PCollection<KV<String, Measure>>, PCollection<KV<String, Long>>> {
  private static final long serialVersionUID = 1;
  private static final String GROUP = "expectation/";
  private static final String CHECKED = "checked";
  private static final String FAILED = "failed";
  private static final String LATEST = "latest";
  private static final String EXAMPLE = "example";

  @Override
  public PCollection<KV<String, Long>> expand(PCollection<KV<String, Measure>> measures) {
    return measures.apply("Tally", FlatMapElements.via(new Tally())).setCoder(Tallies.CODER);
  }

  /** What was measured of an expectation. */
  static Measure measure(SortedMap<String, Long> tallies, Expectation expectation) {
    SortedMap<String, Long> parts = TallyMap.below(tallies, GROUP + expectation.key());
    Position example =
        TallyMap.below(parts, EXAMPLE).keySet().stream()
            .map(ExpectationTallies::position)
            .min(Position::compareTo)
            .orElse(null);
    return new Measure(
        parts.getOrDefault(CHECKED, 0L),
        parts.getOrDefault(FAILED, 0L),
        parts.getOrDefault(LATEST, Measure.NEVER),
        example);
  }

  private static Position position(String text) {
    int colon = text.lastIndexOf(':');
    return new Position(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
  }

  private static final class Tally
      extends SimpleFunction<KV<String, Measure>, Iterable<KV<String, Long>>> {
    private static final long serialVersionUID = 1;

    @Override
    public Iterable<KV<String, Long>> apply(KV<String, Measure> measured) {
      String prefix = GROUP + measured.getKey() + "/";
      Measure measure = measured.getValue();
      List<KV<String, Long>> tallies = new ArrayList<>();
      tallies.add(KV.of(prefix + CHECKED, measure.checked()));
      tallies.add(KV.of(prefix + FAILED, measure.failed()));
      if (measure.latest() != Measure.NEVER) {
        tallies.add(KV.of(prefix + LATEST, measure.latest()));
      }
      if (measure.example() != null) {
        tallies.add(KV.of(prefix + EXAMPLE + "/" + measure.example(), 1L));
      }
      return tallies;
    }
  }
}
