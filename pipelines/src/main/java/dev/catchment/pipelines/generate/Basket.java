package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.generate.Catalogue.Product;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody buys at once.
 *
 * @param items at least one
 */
record Basket(List<Item> items) {
  /**
   * One line of an order.
   *
   * @param pence the price of one piece in hundredths of a pound, after a discount
   */
  record Item(Product product, int quantity, int pence) {}

  /**
   * A basket of different products as a person of the segment fills it; bargain hunters buy cheap
   * and discounted.
   */
  static Basket draw(
      Catalogue catalogue, String favourite, Segment segment, boolean sale, Draws draws) {
    boolean bargain = segment == Segment.BARGAIN_HUNTER;
    int lines = 1 + draws.poisson(segment.habits().lines() - 1);
    List<Item> items = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      Product product =
          bargain ? catalogue.drawCheap(draws, favourite) : catalogue.draw(draws, favourite);
      if (items.stream().anyMatch(item -> item.product().equals(product))) {
        continue;
      }
      int quantity = 1 + (int) Math.min(20, draws.exponential(bargain ? 1.2 : 0.5));
      double discount = sale || bargain ? draws.uniform(0.1, 0.4) : 0;
      int pence = (int) Math.max(1, Math.round(product.pence() * (1 - discount)));
      items.add(new Item(product, quantity, pence));
    }
    return new Basket(List.copyOf(items));
  }
}
