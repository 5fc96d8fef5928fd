package dev.catchment.pipelines.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** People with events of eighty days, features of every kind, and rules of every shape. */
public final class ParityWorld {
  /** Twenty kinds of rules, ten numbers each. */
  public static final int RULES = 200;

  private static final String CONFIG =
      """
      version: 1
      sources:
        shop:
          format: csv
          input: in.csv
          map: {messageId: id, event: {column: event}, timestamp: {column: time, unit: millis}}
          identifiers: {customer: customer, cookie: cookie}
          fields:
            properties.price: {column: price, type: decimal}
            properties.category: {column: category}
      identity: {namespaces: [customer, cookie], person: [customer]}
      profile:
        features:
          events: {count: events}
          orders: {count: events, where: "event == 'Bought'"}
          orders_30d: {count: events, where: "event == 'Bought'", days: 30}
          views_7d: {count: events, where: "event == 'Viewed'", days: 7}
          views_365d: {count: events, where: "event == 'Viewed'", days: 365}
          spent: {sum: properties.price}
          spent_90d: {sum: properties.price, days: 90}
          mean_30d: {mean: properties.price, days: 30}
          least_30d: {min: properties.price, days: 30}
          most: {max: properties.price}
          categories_60d: {distinct: properties.category, days: 60}
          first: {first: properties.category}
          last_30d: {last: properties.category, days: 30}
          toys_60d: {share: properties.category, value: toys, days: 60}
          sessions: {sessions: 30}
          sessions_14d: {sessions: 30, days: 14}
          days: {recency: days}
          order_days: {recency: days, where: "event == 'Bought'", days: 45}
          january: {count: events, until: 2026-02-01}
          since_march: {count: events, from: "2026-03-01T12:30:00Z"}
          basket: {cel: "orders > 0 ? spent / double(orders) : 0.0", type: decimal}
          tired: {cel: "days > 20 && views_7d == 0", type: boolean}
          score: {cel: "double(orders_30d) * 5.0 - double(days)", type: decimal}
      audiences:
      """;

  /** Rules of every shape, each used again with other numbers. */
  private static final String[] SHAPES = {
    "days <= %d",
    "days > %d && orders > 0",
    "orders_30d >= %d",
    "views_7d > %d",
    "views_365d > %d",
    "spent_90d > %d.5",
    "mean_30d > %d.0",
    "least_30d < %d.0",
    "most > %d.0 || tired",
    "categories_60d >= %d",
    "first == 'toys' && events > %d",
    "last_30d == 'books' && days < %d",
    "toys_60d > 0.3 && sessions > %d",
    "sessions_14d >= %d",
    "order_days < %d",
    "january > %d",
    "since_march > %d",
    "basket > %d.0",
    "score > %d.0",
    "!(days > %d) && spent > 10.0",
  };

  private ParityWorld() {}

  /** Writes catchment.yaml and in.csv, the same for the same number of people. */
  public static void write(Path folder, int people, int rules) {
    try {
      Files.writeString(folder.resolve("catchment.yaml"), config(rules));
      Files.writeString(folder.resolve("in.csv"), events(people));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String config(int rules) {
    StringBuilder config = new StringBuilder(CONFIG);
    for (int rule = 0; rule < rules; rule++) {
      String shape = SHAPES[rule % SHAPES.length];
      config.append("  r%d: {rule: \"%s\"}%n".formatted(rule, shape.formatted(rule / 20 * 3 + 1)));
    }
    return config.toString();
  }

  private static String events(int people) {
    Random random = new Random(people);
    StringBuilder events = new StringBuilder("id,time,event,customer,cookie,price,category\n");
    long start = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    String[] categories = {"toys", "books", "food", ""};
    for (int person = 0; person < people; person++) {
      int count = 1 + random.nextInt(8);
      for (int number = 0; number < count; number++) {
        int day = random.nextInt(80);
        long time =
            start + day * 86_400_000L + (random.nextInt(8) == 0 ? 0 : random.nextInt(86_400_000));
        events.append(
            "%d-%d,%d,%s,%s,k%d,%s,%s%n"
                .formatted(
                    person,
                    number,
                    time,
                    random.nextInt(3) == 0 ? "Bought" : "Viewed",
                    random.nextBoolean() ? "c" + person : "",
                    person,
                    random.nextInt(4) == 0 ? "" : random.nextInt(3_000) / 100.0,
                    categories[random.nextInt(4)]));
      }
    }
    return events.toString();
  }
}
