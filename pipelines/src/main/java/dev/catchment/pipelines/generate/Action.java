package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.generate.Catalogue.Product;

/**
 * One thing that a visitor does, before a tracker writes it down.
 *
 * @param kind what kind of call reports it
 * @param time when it happens, milliseconds since 1970-01-01T00:00:00Z
 * @param name the name of the event, or null for a look at a page
 * @param place the kind of page or screen, such as {@code product}
 * @param product the product that it is about, or null
 * @param quantity how many of the product, 0 where it does not matter
 * @param pence the price of one piece in hundredths of a pound
 * @param order the order that it completes, or null
 * @param email the address that the visitor typed, or null
 */
record Action(
    Kind kind,
    long time,
    String name,
    String place,
    Product product,
    int quantity,
    int pence,
    String order,
    String email) {
  enum Kind {
    LOOK,
    TRACK,
    IDENTIFY
  }

  static Action look(long time, String place, Product product) {
    int pence = product == null ? 0 : product.pence();
    return new Action(Kind.LOOK, time, null, place, product, 0, pence, null, null);
  }

  static Action add(long time, Basket.Item item) {
    return new Action(
        Kind.TRACK,
        time,
        "Product Added",
        "product",
        item.product(),
        item.quantity(),
        item.pence(),
        null,
        null);
  }

  static Action checkout(long time) {
    return new Action(Kind.TRACK, time, "Checkout Started", "checkout", null, 0, 0, null, null);
  }

  static Action complete(long time, String order) {
    return new Action(Kind.TRACK, time, "Order Completed", "thanks", null, 0, 0, order, null);
  }

  static Action identify(long time, String email) {
    return new Action(Kind.IDENTIFY, time, null, "login", null, 0, 0, null, email);
  }
}
