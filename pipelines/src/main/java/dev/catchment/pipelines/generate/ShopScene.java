package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.generate.Catalogue.Product;
import dev.catchment.pipelines.generate.stream.Anomaly;
import dev.catchment.pipelines.generate.stream.JsonText;
import dev.catchment.pipelines.generate.stream.Plant;
import dev.catchment.pipelines.generate.stream.Plant.Effect;
import dev.catchment.pipelines.generate.stream.Scene;
import dev.catchment.pipelines.generate.stream.StreamSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What people do in the shop, as calls of the Segment specification with a {@code channel}: web and
 * app visits with their pages, screens and baskets, orders, and what the customer system knows. Two
 * people in five use the app, two in three have an account. The amount of an event is the revenue
 * of an order. In memory: 12 bytes a person.
 */
final class ShopScene implements Scene {
  private static final String AMOUNT = "amount_shift";
  private static final double BOT_SHARE = 0.2;
  private static final List<String> CAMPAIGNS = List.of("newsletter", "google", "instagram");
  private static final int WEEK = 7;

  /** The numbers that the orders of a person have, one after the other and then again. */
  private static final int ORDERS = 1000;

  /** Where the numbers of browsers and apps begin, apart from those of messages. */
  private static final long TOUCHPOINTS = 1L << 60;

  private final WorldSpec world;
  private final Catalogue catalogue;
  private final List<Plant> plants;

  /** The product that a person looks at; null outside of a visit. */
  private final Product[] product;

  private final boolean[] loggedIn;
  private final boolean[] checkingOut;
  private final short[] orders;
  private final int[] basket;

  ShopScene(StreamSpec spec) {
    this.world =
        new WorldSpec(
            spec.keys(),
            WEEK,
            spec.seed(),
            Instant.ofEpochMilli(spec.start()).atZone(ZoneOffset.UTC).toLocalDate());
    this.catalogue = Catalogue.of(spec.seed());
    this.plants =
        List.of(
            new Plant("traffic_burst", Effect.BURST, false, 4),
            new Plant("silence", Effect.SILENCE, false, 0),
            new Plant(AMOUNT, Effect.VALUES, false, 5),
            new Plant("bot", Effect.BURST, true, 1 + BOT_SHARE * spec.keys()));
    this.product = new Product[spec.keys()];
    this.loggedIn = new boolean[spec.keys()];
    this.checkingOut = new boolean[spec.keys()];
    this.orders = new short[spec.keys()];
    this.basket = new int[spec.keys()];
  }

  @Override
  public String key(int key) {
    return touchpoint(key).id();
  }

  private Touchpoint touchpoint(int key) {
    return Touchpoint.of(key % 5 < 2, world.seed(), TOUCHPOINTS + key, false);
  }

  @Override
  public List<Plant> plants() {
    return plants;
  }

  @Override
  public long write(JsonText json, int key, long number, long time, Draws draws, Anomaly anomaly) {
    Touchpoint touchpoint = touchpoint(key);
    json.raw("{\"messageId\":\"m-").hex(Draws.scramble(world.seed(), number));
    json.raw("\",\"timestamp\":").timestamp(time);
    json.raw(",\"anonymousId\":\"").raw(touchpoint.id()).raw("\"");
    if (loggedIn[key] && key % 3 != 0) {
      json.raw(",\"userId\":\"C").number(1_000_000L + key).raw("\"");
    }
    String channel = touchpoint.app() ? "app" : "web";
    long revenue = 0;
    if (checkingOut[key]) {
      revenue = checkOut(json, key, channel, draws, anomaly);
    } else if (product[key] == null) {
      visit(json, key, touchpoint, draws);
    } else {
      browse(json, key, channel, draws);
    }
    json.raw("}");
    return revenue;
  }

  private void visit(JsonText json, int key, Touchpoint touchpoint, Draws draws) {
    look(json, touchpoint.app() ? "app" : "web", "home");
    json.raw(",\"userAgent\":").text(touchpoint.agent());
    if (draws.chance(0.3)) {
      json.raw(",\"campaign\":{\"source\":\"").raw(draws.pick(CAMPAIGNS)).raw("\"}");
    }
    json.raw("}");
    product[key] = draws.pick(catalogue.products());
  }

  private void browse(JsonText json, int key, String channel, Draws draws) {
    Product shown = product[key];
    switch (draws.weighted(46, 12, 9, 14, basket[key] > 0 ? 12 : 0, 1, 6)) {
      case 0 -> {
        product[key] = catalogue.draw(draws, shown.category());
        look(json, channel, "product");
        json.raw("}");
        properties(json, product[key], 0);
      }
      case 1 -> plain(json, channel, "category");
      case 2 -> plain(json, channel, "search");
      case 3 -> {
        int quantity = 1 + draws.below(3);
        basket[key] = Math.min(1_000_000, basket[key] + quantity * shown.pence());
        track(json, channel, "Product Added");
        properties(json, shown, quantity);
      }
      case 4 -> {
        checkingOut[key] = true;
        track(json, channel, "Checkout Started");
      }
      case 5 -> customer(json, key);
      default -> {
        product[key] = null;
        basket[key] = 0;
        plain(json, channel, "help");
      }
    }
  }

  private long checkOut(JsonText json, int key, String channel, Draws draws, Anomaly anomaly) {
    if (!loggedIn[key]) {
      loggedIn[key] = true;
      json.raw(",\"type\":\"identify\",\"channel\":\"").raw(channel);
      String email = Typing.email(Person.of(world, key).email(), draws);
      json.raw("\",\"traits\":{\"email\":").text(email).raw("}");
      return 0;
    }
    long revenue = basket[key];
    if (anomaly != null && anomaly.is(AMOUNT)) {
      revenue *= (long) anomaly.plant().factor();
    }
    orders[key] = (short) ((orders[key] + 1) % ORDERS);
    track(json, "orders", "Order Completed");
    json.raw(",\"properties\":{\"order_id\":\"").raw(Ids.order(key, orders[key]));
    json.raw("\",\"revenue\":").hundredths(revenue).raw(",\"currency\":\"GBP\"}");
    checkingOut[key] = false;
    product[key] = null;
    basket[key] = 0;
    return revenue;
  }

  private void customer(JsonText json, int key) {
    Person person = Person.of(world, key);
    json.raw(",\"type\":\"identify\",\"channel\":\"crm\",\"traits\":{\"name\":");
    json.text(person.fullName()).raw(",\"email\":").text(person.email());
    json.raw(",\"phone\":\"").raw(person.phone()).raw("\",\"city\":").text(person.city()).raw("}");
  }

  private static void plain(JsonText json, String channel, String place) {
    look(json, channel, place);
    json.raw("}");
  }

  private static void look(JsonText json, String channel, String place) {
    json.raw(channel.equals("app") ? ",\"type\":\"screen\"" : ",\"type\":\"page\"");
    json.raw(",\"channel\":\"").raw(channel).raw("\",\"context\":{\"page\":{\"path\":\"/");
    json.raw(place).raw("\"}");
  }

  private static void track(JsonText json, String channel, String event) {
    json.raw(",\"type\":\"track\",\"channel\":\"").raw(channel).raw("\",\"event\":\"");
    json.raw(event).raw("\"");
  }

  private static void properties(JsonText json, Product product, int quantity) {
    json.raw(",\"properties\":{\"product\":\"").raw(product.sku()).raw("\",\"category\":\"");
    json.raw(product.category()).raw("\",\"price\":").hundredths(product.pence());
    if (quantity > 0) {
      json.raw(",\"quantity\":").number(quantity);
    }
    json.raw("}");
  }
}
