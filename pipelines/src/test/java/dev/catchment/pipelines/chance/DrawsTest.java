package dev.catchment.pipelines.chance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import dev.catchment.pipelines.chance.Draws.Purpose;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.junit.Test;

public class DrawsTest {
  private static final int MANY = 200_000;

  @Test
  public void distributionsHaveTheirMeans() {
    Draws draws = Draws.of(1, Purpose.LIFE, 1);
    assertEquals(0.5, mean(draws::uniform), 0.005);
    assertEquals(0, mean(draws::gaussian), 0.01);
    assertEquals(3, mean(() -> draws.exponential(3)), 0.03);
    assertEquals(2.5, mean(() -> draws.poisson(2.5)), 0.02);
    assertEquals(2 * Math.exp(0.125), mean(() -> draws.logNormal(2, 0.5)), 0.02);
    assertEquals(0.75, mean(() -> draws.weighted(1, 3)), 0.005);
  }

  @Test
  public void subjectsAndPurposesHaveStreamsOfTheirOwn() {
    double one = Draws.of(1, Purpose.LIFE, 1).uniform();
    assertEquals(one, Draws.of(1, Purpose.LIFE, 1).uniform(), 0);
    assertNotEquals(one, Draws.of(1, Purpose.LIFE, 2).uniform(), 0);
    assertNotEquals(one, Draws.of(1, Purpose.DIRT, 1).uniform(), 0);
    assertNotEquals(one, Draws.of(2, Purpose.LIFE, 1).uniform(), 0);
  }

  @Test
  public void scrambledNumbersStayDifferent() {
    Set<Long> scrambled = new HashSet<>();
    for (long number = 0; number < MANY; number++) {
      scrambled.add(Draws.scramble(7, number));
    }
    assertEquals(MANY, scrambled.size());
  }

  private static double mean(DoubleSupplier draw) {
    double sum = 0;
    for (int i = 0; i < MANY; i++) {
      sum += draw.getAsDouble();
    }
    return sum / MANY;
  }
}
