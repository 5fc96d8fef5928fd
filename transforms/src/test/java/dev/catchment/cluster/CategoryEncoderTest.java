package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.Test;

public class CategoryEncoderTest {
  private static final CategoryCounts COUNTS =
      CategoryCounts.of(List.of("FR", "DE", "AT", "DE", "FR", "CH", "CH", "CH", "IT"));

  @Test
  public void makesAFeatureOfEachFrequentValue() {
    OneHotEncoder encoder = OneHotEncoder.fit(COUNTS, 2);
    assertEquals(List.of("country=CH", "country=DE", "country=other"), encoder.features("country"));
    assertArrayEquals(new double[] {1, 0, 0}, encode(encoder, "CH"), 0);
    assertArrayEquals(new double[] {0, 1, 0}, encode(encoder, "DE"), 0);
    assertArrayEquals(new double[] {0, 0, 1}, encode(encoder, "FR"), 0);
    assertArrayEquals(new double[] {0, 0, 1}, encode(encoder, "never seen"), 0);
  }

  @Test
  public void countsSingleValuesAsOthers() {
    OneHotEncoder encoder = OneHotEncoder.fit(COUNTS, 20);
    assertEquals(List.of("c=CH", "c=DE", "c=FR", "c=other"), encoder.features("c"));
    assertArrayEquals(new double[] {0, 0, 0, 1}, encode(encoder, "IT"), 0);
  }

  @Test
  public void makesNoFeatureOfOthersWithoutOthers() {
    OneHotEncoder encoder = OneHotEncoder.fit(CategoryCounts.of(List.of("a", "b", "b", "a")), 2);
    assertEquals(List.of("c=a", "c=b"), encoder.features("c"));
    assertArrayEquals(new double[] {0, 0}, encode(encoder, "x"), 0);
  }

  @Test
  public void countsAValueCalledOtherAsOthers() {
    CategoryCounts counts = CategoryCounts.of(List.of("other", "other", "other", "b", "b"));
    OneHotEncoder encoder = OneHotEncoder.fit(counts, 20);
    assertEquals(List.of("c=b", "c=other"), encoder.features("c"));
    assertArrayEquals(new double[] {0, 1}, encode(encoder, "other"), 0);
  }

  @Test
  public void takesAMissingCategoryAsNoneOfThem() {
    double[] out = {5, 5, 5, 5};
    OneHotEncoder.fit(COUNTS, 1).encodeMissing(Double.NaN, out, 1);
    assertArrayEquals(new double[] {5, 0, 0, 5}, out, 0);
  }

  @Test
  public void refusesWhatAreNoCategories() {
    assertThrows(IllegalArgumentException.class, () -> OneHotEncoder.of(List.of("a", "a"), false));
    assertThrows(IllegalArgumentException.class, () -> OneHotEncoder.of(List.of("other"), false));
  }

  @Test
  public void takesTheShareOfAValue() {
    FrequencyEncoder encoder = FrequencyEncoder.fit(COUNTS);
    assertEquals(List.of("country"), encoder.features("country"));
    assertEquals(3 / 9.0, encoder.of("CH"), 0);
    assertEquals(2 / 9.0, encoder.of("FR"), 0);
    assertEquals(0, encoder.of("IT"), 0);
    assertEquals(0, encoder.of("never seen"), 0);
    assertEquals(List.of("CH", "DE", "FR"), encoder.shares().keySet().asList());
  }

  @Property
  void oneHotIsOneAtMost(
      @ForAll List<@CharRange(from = 'a', to = 'h') @StringLength(1) String> sample,
      @ForAll @IntRange(min = 1, max = 9) int limit) {
    OneHotEncoder encoder = OneHotEncoder.fit(CategoryCounts.of(sample), limit);
    assertTrue(encoder.size() <= limit + 1);
    for (String value : sample) {
      assertEquals(1, Arrays.stream(encode(encoder, value)).sum(), 0);
    }
    assertTrue(Arrays.stream(encode(encoder, "z")).sum() <= 1);
  }

  private static double[] encode(CategoryEncoder encoder, String value) {
    double[] out = new double[encoder.size()];
    Arrays.fill(out, Double.NaN);
    encoder.encode(value, out, 0);
    return out;
  }
}
