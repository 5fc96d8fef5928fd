package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.Test;

public class EncodingSettingsTest {
  private static final List<String> TABLE =
      List.of("id", "orders", "revenue", "recency", "country", "city", "a=b");
  private static final EncodingSettings SETTINGS =
      EncodingSettings.of(TABLE, List.of("recency", "orders"));

  @Test
  public void takesFeaturesFirstAndThenTheColumnsOfTheOptions() {
    EncodingSettings settings =
        SETTINGS
            .withLog(List.of("revenue", "orders"))
            .withQuantile(List.of("recency"))
            .withOneHot(List.of("country"))
            .withFrequency(List.of("city"));
    assertEquals(List.of("recency", "orders", "revenue", "country", "city"), settings.columns());
    assertEquals(Set.of("recency", "orders", "revenue"), settings.numbers());
    assertEquals(EncodingKind.LOG, settings.kind("orders"));
    assertEquals(EncodingKind.QUANTILE, settings.kind("recency"));
  }

  @Test
  public void takesWeights() {
    EncodingSettings settings =
        SETTINGS.withLog(List.of("a=b")).withWeights(List.of("orders=0.5", "a=b=3"));
    assertEquals(0.5, settings.weight("orders"), 0);
    assertEquals(3, settings.weight("a=b"), 0);
    assertEquals(1, settings.weight("recency"), 0);
  }

  @Test
  public void takesWordsForMissing() {
    assertEquals(Missing.MEAN, SETTINGS.missing());
    assertEquals(Missing.MEAN, SETTINGS.withMissing("mean").missing());
    assertEquals(Missing.MEDIAN, SETTINGS.withMissing("median").missing());
    assertEquals(Missing.DROP, SETTINGS.withMissing("drop").missing());
  }

  @Test
  public void takesTheNumberOfCategories() {
    assertEquals(20, SETTINGS.categories());
    assertEquals(1000, SETTINGS.withCategories(1000).categories());
  }

  @Test
  public void refusesUnknownColumns() {
    assertRefused(
        "--log: there is no column ordrs; did you mean orders? The columns are id, orders, revenue,"
            + " recency, country, city, a=b",
        () -> SETTINGS.withLog(List.of("orders", "ordrs")));
    assertRefused(
        "--weight: there is no column nothing. The columns are id, orders, revenue, recency,"
            + " country, city, a=b",
        () -> SETTINGS.withWeights(List.of("nothing=2")));
    assertRefused(
        "--features: there is no column Id2; did you mean id? The columns are id",
        () -> EncodingSettings.of(List.of("id"), List.of("Id2")));
  }

  @Test
  public void refusesAColumnTwice() {
    assertRefused(
        "--oneHot names city twice; name it once",
        () -> SETTINGS.withOneHot(List.of("city", "city")));
    assertRefused(
        "--quantile names orders, which --log names too; name it in one of them",
        () -> SETTINGS.withLog(List.of("orders")).withQuantile(List.of("orders")));
    assertRefused(
        "--weight names orders twice; name it once",
        () -> SETTINGS.withWeights(List.of("orders=1", "orders=2")));
    assertRefused(
        "--features names id twice; name it once",
        () -> EncodingSettings.of(TABLE, List.of("id", "id")));
  }

  @Test
  public void refusesWrongWeights() {
    for (String weight : new String[] {"0", "-1", "NaN", "Infinity", "1e7", "1e-7", "", "two"}) {
      assertRefused(
          "--weight=orders="
              + weight
              + ": the weight must be a number from 0.000001 to 1000000, such as orders=2",
          () -> SETTINGS.withWeights(List.of("orders=" + weight)));
    }
    for (String text : new String[] {"orders", "=2", ""}) {
      assertRefused(
          "--weight=" + text + " must be a column and a number, such as orders=2",
          () -> SETTINGS.withWeights(List.of(text)));
    }
    assertRefused(
        "--weight=city=2: rows are not clustered by city; name it with --features too, or leave out"
            + " its weight",
        () -> SETTINGS.withWeights(List.of("city=2")));
  }

  @Test
  public void refusesOtherWords() {
    assertRefused(
        "--missing=zero must be one of mean, median, drop", () -> SETTINGS.withMissing("zero"));
  }

  @Test
  public void refusesOtherNumbersOfCategories() {
    assertRefused("--categories=0 must be from 1 to 1000", () -> SETTINGS.withCategories(0));
    assertRefused("--categories=1001 must be from 1 to 1000", () -> SETTINGS.withCategories(1001));
  }

  private static void assertRefused(String message, org.junit.function.ThrowingRunnable wrong) {
    assertEquals(message, assertThrows(ClusteringException.class, wrong).getMessage());
  }
}
