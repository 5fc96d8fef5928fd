package dev.catchment.aggregate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Test;

/** Which audiences a change of a feature concerns. */
public class OnlookersTest {
  private static final Schema FEATURES =
      Schema.of(
          new Field("n", FieldType.INTEGER),
          new Field("x", FieldType.DECIMAL),
          new Field("t", FieldType.STRING));

  private static final List<AudienceRule> AUDIENCES =
      rules(
          "n == 1",
          "n >= 3",
          "n < 3 || n > 7",
          "n != 4 && t == 'a'",
          "x > 0.0",
          "x >= -0.0 && x < 2.5",
          "x / double(n) > 1.0",
          "100 / n > 20 || x > 1.0",
          "n == null",
          "x > 9007199254740992.0",
          "n > 9007199254740992");

  @Test
  public void everyAudienceThatFindsOtherwiseIsConcerned() {
    Random random = new Random(5);
    Object[] numbers = {
      null, 0L, 1L, 2L, 3L, 4L, 7L, 8L, -1L, (1L << 53) - 1, 1L << 53, (1L << 53) + 1
    };
    Object[] decimals = {null, 0.0, -0.0, 1.0, 2.5, 2.4, -3.0, 9007199254740992.0, 1e300};
    for (int round = 0; round < 3_000; round++) {
      Object t = random.nextBoolean() ? "a" : null;
      boolean isOfN = random.nextBoolean();
      Object[] pool = isOfN ? numbers : decimals;
      Object before = pool[random.nextInt(pool.length)];
      Object after = pool[random.nextInt(pool.length)];
      Object other = (isOfN ? decimals : numbers)[random.nextInt(9)];
      BitSet marked = marked(isOfN ? "n" : "x", before, after);
      for (int place = 0; place < AUDIENCES.size(); place++) {
        boolean was = holds(place, isOfN ? before : other, isOfN ? other : before, t);
        boolean is = holds(place, isOfN ? after : other, isOfN ? other : after, t);
        assertTrue(
            AUDIENCES.get(place).name() + ": " + before + " to " + after + " beside " + other,
            was == is || marked.get(place));
      }
    }
  }

  @Test
  public void aChangeBetweenTwoConstantsConcernsOnlyWhoCalculates() {
    assertEquals(places(6, 7), marked("n", 5L, 6L));
    assertEquals(places(6), marked("x", 0.5, 0.75));
  }

  @Test
  public void aChangeConcernsThoseWhoseConstantsItReachesLeavesOrPasses() {
    assertEquals(places(0, 1, 2, 6, 7), marked("n", 0L, 3L));
    assertEquals(places(3, 6, 7), marked("n", 4L, 5L));
    assertEquals(places(4, 5, 6), marked("x", 0.0, 0.5));
  }

  private static BitSet places(int... places) {
    BitSet set = new BitSet();
    IntStream.of(places).forEach(set::set);
    return set;
  }

  private static BitSet marked(String feature, Object before, Object after) {
    BitSet marked = new BitSet();
    new Onlookers(
            feature,
            AUDIENCES,
            place -> AUDIENCES.get(place).reason().contains(feature),
            place -> true)
        .mark(before, after, marked);
    return marked;
  }

  private static boolean holds(int place, Object n, Object x, Object t) {
    try {
      return AUDIENCES
          .get(place)
          .rule()
          .test(name -> name.equals("n") ? n : name.equals("x") ? x : t);
    } catch (RuleException failed) {
      return false;
    }
  }

  private static List<AudienceRule> rules(String... expressions) {
    return List.of(expressions).stream()
        .map(
            text ->
                AudienceRule.of(
                    text, Rule.compile(text, text, FEATURES, FieldType.BOOLEAN), FEATURES))
        .toList();
  }
}
