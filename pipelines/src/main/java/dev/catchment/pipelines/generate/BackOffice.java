package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.generate.Layout.Kind;
import dev.catchment.pipelines.generate.Truth.Known;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes one person's orders and customer row, as clerks and forms filled them in. */
final class BackOffice {
  private static final DateTimeFormatter ORDER_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final WorldSpec spec;
  private final Person person;
  private final Journal journal;
  private final Draws draws;
  private int orders;

  BackOffice(WorldSpec spec, Person person, Journal journal, Draws draws) {
    this.spec = spec;
    this.person = person;
    this.journal = journal;
    this.draws = draws;
  }

  /** The id that the next order will have. */
  String nextOrder() {
    return Ids.order(person.index(), orders);
  }

  /**
   * Writes one row per item of an order.
   *
   * @param customer the customer id if the order is made under it, or null
   * @param email the address given for it, or null
   * @param channel web, app, store or phone
   */
  void order(Basket basket, long time, String customer, String email, String channel) {
    String order = nextOrder();
    orders++;
    String typed = email == null ? "" : typed(email);
    Known known = email == null ? null : new Known("email", Typing.normalEmail(typed), false);
    Known account = customer == null ? null : new Known("customer", customer, false);
    long export = time + (long) draws.logNormal(120_000, 1.0);
    int line = 0;
    for (Basket.Item item : basket.items()) {
      line++;
      String[] columns = {
        order + "-" + line,
        order,
        ORDER_TIME.format(Instant.ofEpochMilli(time)),
        customer == null ? "" : customer,
        typed,
        item.product().sku(),
        item.product().name(),
        String.valueOf(item.quantity()),
        BigDecimal.valueOf(item.pence(), 2).toString(),
        "GBP",
        channel
      };
      long arrival = export + draws.below(60_000);
      journal.record(Kind.ORDERS, arrival, new CsvLine(CsvLine.ORDER, columns), account, known);
    }
  }

  /** Writes the customer row: withheld when consent is refused. */
  void customer(LocalDate signup) {
    String name = Typing.name(person, draws);
    String email = Typing.email(person.email(), draws);
    String phone = Typing.phone(person.phone(), draws);
    Truth truth = journal.truth();
    truth.wrote("name", name, person.fullName());
    truth.wrote("email", email, Typing.normalEmail(email));
    truth.wrote("phone", phone, person.phone());
    String consent =
        switch (draws.weighted(82, 6, 12)) {
          case 0 -> "yes";
          case 1 -> "no";
          default -> "";
        };
    String[] columns = {
      person.customer(),
      name,
      email,
      phone,
      person.city(),
      String.valueOf(person.birthYear()),
      signup.toString(),
      consent,
      Instant.ofEpochMilli(spec.end() - WorldSpec.DAY).toString()
    };
    CsvLine row = new CsvLine(CsvLine.CUSTOMER, columns);
    long arrival = spec.begin();
    if (consent.equals("no")) {
      journal.leftOut(Kind.CRM, arrival, Defect.WITHHELD, row);
    } else {
      journal.record(
          Kind.CRM,
          arrival,
          row,
          new Known("customer", person.customer(), false),
          new Known("email", Typing.normalEmail(email), false),
          new Known("phone", person.phone(), person.phoneShared()));
    }
  }

  private String typed(String email) {
    boolean slip = person.mistypes() && draws.chance(0.35);
    String typed = Typing.email(slip ? Typing.mistyped(email, draws) : email, draws);
    journal.truth().wrote("email", typed, Typing.normalEmail(typed));
    return typed;
  }
}
