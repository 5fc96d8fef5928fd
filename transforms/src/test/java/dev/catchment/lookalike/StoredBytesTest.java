package dev.catchment.lookalike;

import static org.junit.Assert.assertEquals;

import dev.catchment.model.CoderLaws;
import dev.catchment.model.Position;
import java.util.HexFormat;
import org.apache.beam.sdk.coders.Coder;
import org.junit.Test;

/** The coders of this package obey their laws and keep their byte formats. */
public class StoredBytesTest {
  @Test
  public void match() throws Exception {
    Match row = Match.row(new Position("a", 300), 2.5, Double.NaN);
    stored(MatchCoder.of(), Match.seed(), "00 01");
    stored(
        MatchCoder.of(),
        row.and(Match.seed()),
        "01 01 0261 ac02 02 4004000000000000 7ff8000000000000");
    CoderLaws.check(
        MatchCoder.of(), Match.NOTHING, Match.seed(), row, row.and(Match.seed()), row.and(row));
  }

  @Test
  public void person() throws Exception {
    stored(PersonCoder.of(), Person.of("é", true, 1), "03c3a9 01 01 3ff0000000000000");
    CoderLaws.check(
        PersonCoder.of(), Person.of("é", true, 1), Person.of("é", false, 1), Person.of("", true));
  }

  @Test
  public void scored() throws Exception {
    stored(ScoredCoder.of(), new Scored("p", 0.5), "0270 3fe0000000000000");
    CoderLaws.check(ScoredCoder.of(), new Scored("p", 0.5), new Scored("", 0), new Scored("p", 1));
  }

  @Test
  public void peopleSample() throws Exception {
    PeopleSample sample = new PeopleSample(2);
    for (long rank : new long[] {5, -1, 9}) {
      sample.add(true, rank, new double[] {rank});
    }
    stored(
        new PeopleSampleCoder(),
        sample,
        "02 03 02 01 ffffffffffffffff 0000000000000005 bff0000000000000 4014000000000000 00 00 00");
    PeopleSample both = new PeopleSample(2);
    both.merge(sample);
    both.add(false, 3, new double[] {Double.NaN});
    CoderLaws.check(new PeopleSampleCoder(), sample, both, new PeopleSample(2));
  }

  @Test
  public void model() throws Exception {
    CoderLaws.check(LookalikeModelCoder.of(), LookalikeJsonTest.model());
  }

  private static <T> void stored(Coder<T> coder, T value, String hex) throws Exception {
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(CoderLaws.encode(coder, value)));
  }
}
