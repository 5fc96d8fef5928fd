package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the shop sells: 320 products in 8 categories, with prices from a log-normal distribution and
 * popularity by Zipf's law (the product of rank r is asked for in proportion to 1/r).
 */
final class Catalogue implements Serializable {
  /**
   * One product.
   *
   * @param pence the list price in hundredths of a pound
   */
  record Product(String sku, String name, String category, int pence) implements Serializable {}

  private static final int SIZE = 320;
  private static final List<String> CATEGORIES =
      List.of("kitchen", "lighting", "garden", "textiles", "storage", "toys", "stationery", "bath");
  private static final double[] MEDIAN_PRICE = {18, 45, 30, 25, 35, 15, 6, 12};
  private static final List<List<String>> THINGS =
      List.of(
          List.of("mug", "teapot", "frying pan", "bread knife", "mixing bowl"),
          List.of("desk lamp", "lantern", "ceiling light", "string of lights", "shade"),
          List.of("watering can", "planter", "trowel", "bench", "bird house"),
          List.of("cushion", "throw", "curtain", "rug 60\" x 90\"", "table runner"),
          List.of("basket", "shelf 24\"", "box, set of 3", "coat rack", "drawer"),
          List.of("puzzle", "kite", "wooden train", "doll's house", "spinning top"),
          List.of("notebook", "pencil case", "wrapping paper", "card, pack of 10", "pen"),
          List.of("towel", "soap dish", "bath mat", "mirror", "bathrobe"));
  private static final List<String> STYLES =
      List.of("oak", "stoneware", "linen", "blue", "rosé", "vintage", "small", "brass");

  private final ArrayList<Product> byRank = new ArrayList<>();
  private final double[] cumulative = new double[SIZE];

  private Catalogue(long seed) {
    Draws draws = Draws.of(seed, Purpose.CATALOGUE, 0);
    double total = 0;
    for (int rank = 0; rank < SIZE; rank++) {
      int category = draws.below(CATEGORIES.size());
      String name = draws.pick(STYLES) + " " + draws.pick(THINGS.get(category));
      long pounds = Math.max(1, Math.round(draws.logNormal(MEDIAN_PRICE[category], 0.7)));
      String sku = String.format("SKU-%04d", 1000 + rank * 7919 % 9000);
      int pence = (int) Math.min(pounds, 999) * 100 - 1;
      byRank.add(new Product(sku, name, CATEGORIES.get(category), pence));
      total += 1.0 / (rank + 1);
      cumulative[rank] = total;
    }
  }

  static Catalogue of(long seed) {
    return new Catalogue(seed);
  }

  List<Product> products() {
    return byRank;
  }

  /** The category that a person likes best. */
  String favourite(Draws draws) {
    return draws.pick(CATEGORIES);
  }

  /** A product by popularity; one that is not of the favourite category is often passed over. */
  Product draw(Draws draws, String favourite) {
    Product product = draw(draws);
    for (int i = 0; i < 2 && !product.category().equals(favourite) && draws.chance(0.5); i++) {
      product = draw(draws);
    }
    return product;
  }

  private Product draw(Draws draws) {
    int found = Arrays.binarySearch(cumulative, draws.uniform() * cumulative[SIZE - 1]);
    return byRank.get(Math.min(SIZE - 1, found < 0 ? -found - 1 : found));
  }

  /** The cheapest of three draws, as a bargain hunter looks. */
  Product drawCheap(Draws draws, String favourite) {
    Product cheapest = draw(draws, favourite);
    for (int i = 0; i < 2; i++) {
      Product other = draw(draws, favourite);
      cheapest = other.pence() < cheapest.pence() ? other : cheapest;
    }
    return cheapest;
  }
}
