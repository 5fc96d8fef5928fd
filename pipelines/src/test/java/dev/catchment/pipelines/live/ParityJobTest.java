package dev.catchment.pipelines.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.Assert.assertEquals;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;

public class ParityJobTest {
  /** How many people the test of many rules has; ten thousand take some minutes. */
  private static final int PEOPLE = Integer.getInteger("catchment.people", 250);

  private static final int RULES = 200;

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

  @Rule public final Workspace work = new Workspace();

  /** Twenty kinds of rules, ten numbers each, over features of every kind. */
  @Test
  public void manyPeopleAndRulesAreTheSameInBatchAndStream() {
    write(PEOPLE, RULES);
    work.collect().expect(ExitStatus.DONE);
    parity("--seed=3", "--late=0.1").expect(ExitStatus.DONE).says("memberships in 200 audiences");
    ParitySummary summary = ParitySummary.read(work.path("parity/summary.json").toString());
    assertThat(summary.people(), greaterThan((long) (PEOPLE * 0.9)));
    assertEquals(summary.people(), summary.equalProfiles());
    assertEquals(summary.people() * RULES, summary.memberships());
    assertEquals(summary.memberships(), summary.equalMemberships());
    assertThat(summary.changes(), greaterThan(summary.people() * 20));
    assertEquals(0, summary.different());
  }

  @Test
  public void theSmallWorldOfTheDemoIsTheSameInBatchAndStream() {
    work.run("generate", "--people=12", "--days=40", "--output={w}/world").expect(ExitStatus.DONE);
    Path config = Cli.repositoryFile("test-data/demo/catchment.yaml");
    work.run(
            "collect",
            "--config=" + config,
            "--output={w}/store",
            "--key={w}/key.json",
            "--input=web={w}/world/web/*.jsonl.gz",
            "--input=app={w}/world/app/*.jsonl",
            "--input=orders={w}/world/orders/*.csv",
            "--input=crm={w}/world/crm/*.csv")
        .expect(ExitStatus.DONE);
    work.run(
            "parity",
            "--config=" + config,
            "--store={w}/store",
            "--output={w}/parity",
            "--asOf=2026-04-01")
        .expect(ExitStatus.DONE)
        .says("at 2026-04-01T00:00:00Z");
  }

  @Test
  public void refusesWhatItCannotCompare() {
    write(2, 20);
    work.collect().expect(ExitStatus.DONE);
    work.run("parity", "--config={w}/catchment.yaml", "--store={w}/store", "--output={w}/o")
        .expect(ExitStatus.USAGE)
        .complains("days needs asOf");
    parity("--asOf=2026-04-01T00:30:00Z")
        .expect(ExitStatus.USAGE)
        .complains("--asOf", "not the end of a step");
    parity("--step=15m")
        .expect(ExitStatus.USAGE)
        .complains("--step=15m does not fit", "up to 800 steps");
    parity("--step=7h").expect(ExitStatus.USAGE).complains("must divide a day");
    work.run(
            "parity",
            "--config={w}/catchment.yaml",
            "--store={w}/none",
            "--output={w}/o",
            "--asOf=2026-04-01")
        .expect(ExitStatus.USAGE)
        .complains("there is no event store in");
  }

  private Cli.Result parity(String... more) {
    String[] command = new String[4 + more.length + 1];
    command[0] = "parity";
    command[1] = "--config={w}/catchment.yaml";
    command[2] = "--store={w}/store";
    command[3] = "--output={w}/parity";
    command[4] = "--asOf=2026-03-15";
    System.arraycopy(more, 0, command, 5, more.length);
    for (String option : more) {
      if (option.startsWith("--asOf")) {
        command[4] = "--overwrite=true";
      }
    }
    return work.run(command);
  }

  private void write(int people, int rules) {
    StringBuilder config = new StringBuilder(CONFIG);
    for (int rule = 0; rule < rules; rule++) {
      String shape = SHAPES[rule % SHAPES.length];
      config.append("  r%d: {rule: \"%s\"}%n".formatted(rule, shape.formatted(rule / 20 * 3 + 1)));
    }
    work.write("catchment.yaml", config.toString());
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
    work.write("in.csv", events.toString());
  }
}
