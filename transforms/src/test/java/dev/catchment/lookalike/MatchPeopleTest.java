package dev.catchment.lookalike;

import dev.catchment.account.Tallies;
import dev.catchment.model.Position;
import dev.catchment.shuffle.CombineFnLaws;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Rule;
import org.junit.Test;

public class MatchPeopleTest {
  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void findsTheSeedsAndKeepsTheFirstRowOfAnId() {
    PCollectionTuple matched =
        pipeline
            .apply(
                Create.of(
                        List.of(
                            KV.of("a", row("b.csv", 2, 5)),
                            KV.of("a", row("a.csv", 10, 3)),
                            KV.of("a", row("a.csv", 9, 4)),
                            KV.of("b", row("a.csv", 3, 1)),
                            KV.of("c", row("a.csv", 4, 2)),
                            KV.of("a", Match.seed()),
                            KV.of("c", Match.seed()),
                            KV.of("c", Match.seed()),
                            KV.of("z", Match.seed())))
                    .withCoder(KvCoder.of(StringUtf8Coder.of(), MatchCoder.of())))
            .apply(MatchPeople.of("table"));
    PAssert.that(matched.get(MatchPeople.PEOPLE))
        .containsInAnyOrder(
            Person.of("a", true, 4), Person.of("b", false, 1), Person.of("c", true, 2));
    PAssert.that(matched.get(Tallies.TAG).apply(Sum.longsPerKey()))
        .containsInAnyOrder(
            List.of(
                KV.of("accepted/table", 3L),
                KV.of("duplicate/table", 2L),
                KV.of(MatchPeople.FOUND, 2L),
                KV.of(MatchPeople.MISSING, 1L),
                KV.of(MatchPeople.REPEATED, 1L)));
    pipeline.run();
  }

  @Test
  public void matchesObeyTheLawsOfMerging() throws Exception {
    CombineFnLaws.check(
        new MatchFn(),
        List.of(
            row("a", 2, 1),
            Match.seed(),
            row("a", 1, Double.NaN),
            row("b", 0, 7),
            Match.seed(),
            row("a", 3, 0)),
        MatchCoder.of());
  }

  private static Match row(String file, long line, double value) {
    return Match.row(new Position(file, line), value);
  }
}
