package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.generate.Catalogue.Product;
import dev.catchment.pipelines.generate.Layout.Kind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/**
 * Lives the life of one person and writes down what it leaves in the files. What comes out depends
 * on the specification and the index of the person alone.
 */
final class PersonSimulator {
  private static final List<String> CAMPAIGNS =
      List.of("newsletter/email", "google/cpc", "instagram/social", "partner/affiliate");

  private final WorldSpec spec;
  private final Catalogue catalogue;
  private final Rhythm rhythm;
  private final Person person;
  private final Segment.Habits habits;
  private final Draws draws;
  private final Ids ids;
  private final Journal journal;
  private final Belongings belongings;
  private final BackOffice backOffice;
  private final String favourite;
  private final double appShare;
  private final double loginRate;
  private int visits;

  private PersonSimulator(WorldSpec spec, Catalogue catalogue, int index) {
    this.spec = spec;
    this.catalogue = catalogue;
    this.rhythm = new Rhythm(spec);
    this.person = Person.of(spec, index);
    this.habits = person.segment().habits();
    this.draws = Draws.of(spec.seed(), Purpose.LIFE, index);
    this.ids = new Ids(spec.seed(), index);
    this.journal = new Journal(spec, index);
    this.belongings = new Belongings(ids, draws);
    this.backOffice = new BackOffice(spec, person, journal, draws);
    this.favourite = catalogue.favourite(draws);
    this.appShare = Math.max(0, Math.min(1, habits.appShare() + 0.12 * draws.gaussian()));
    this.loginRate = draws.uniform(0.3, 0.9);
  }

  /** Every line that a person leaves, with the number of the file that each belongs to. */
  static List<KV<Integer, Line>> simulate(WorldSpec spec, Catalogue catalogue, int index) {
    return new PersonSimulator(spec, catalogue, index).live();
  }

  private List<KV<Integer, Line>> live() {
    double[] active = person.segment().activeTime(draws);
    int first = (int) (active[0] * spec.days());
    int last = Math.max(first, (int) (active[1] * spec.days()) - 1);
    double perDay = habits.sessionsPerWeek() / 7 * draws.logNormal(1, 0.45);
    double buyRate = Math.min(0.8, habits.buyRate() * draws.logNormal(1, 0.35));
    for (int day = first; day <= last; day++) {
      visit(day, draws.poisson(perDay * rhythm.weight(day, habits)), buyRate);
    }
    if (visits == 0) {
      visit(last, 1, buyRate);
    }
    if (person.customer() != null) {
      buyElsewhere(first, last);
      backOffice.customer(signup(first));
    }
    return writeTruth();
  }

  private void visit(int day, int count, double buyRate) {
    long[] moments = new long[count];
    Arrays.setAll(moments, unused -> rhythm.moment(day, draws));
    Arrays.sort(moments);
    for (long moment : moments) {
      visit(moment, rhythm.isSale(day), draws.chance(buyRate));
      visits++;
    }
  }

  private void visit(long moment, boolean sale, boolean buys) {
    Touchpoint touchpoint = takeTouchpoint(moment);
    String campaign = draws.chance(habits.campaignShare()) ? draws.pick(CAMPAIGNS) : null;
    boolean already = belongings.isLoggedIn(touchpoint);
    Visit visit =
        new Visit(spec, person, touchpoint, already, campaign, moment, ids, journal, draws);
    visit.write(Action.look(moment, "home", null));
    double logIn = touchpoint.shared() && visits == 0 ? 1 : touchpoint.shared() ? 0.85 : loginRate;
    if (!already && person.logsIn() && draws.chance(logIn)) {
      visit.logIn();
    }
    browse(visit);
    if (buys) {
      buy(visit, sale, touchpoint.app() ? "app" : "web");
    }
    if (visit.isLoggedIn()) {
      belongings.logIn(touchpoint);
    }
  }

  private Touchpoint takeTouchpoint(long moment) {
    if (person.household() >= 0 && (visits == 0 || draws.chance(0.25))) {
      boolean app = visits == 0 || draws.chance(0.5);
      return Ids.tablet(spec.seed(), person.household(), app);
    }
    if (person.logsIn() && draws.chance(0.01)) {
      return Ids.kiosk(spec.seed(), draws.below(spec.kiosks()));
    }
    return belongings.take(draws.chance(appShare), moment);
  }

  private void browse(Visit visit) {
    long views = Math.max(0, Math.min(60, Math.round(draws.logNormal(habits.views(), 0.5)) - 1));
    for (long view = 0; view < views; view++) {
      switch (draws.weighted(60, 25, 15)) {
        case 0 -> lookAtProduct(visit);
        case 1 -> visit.write(Action.look(visit.next(), "category", null));
        default -> visit.write(Action.look(visit.next(), "search", null));
      }
    }
  }

  private void lookAtProduct(Visit visit) {
    Product product = catalogue.draw(draws, favourite);
    visit.write(Action.look(visit.next(), "product", product));
    if (draws.chance(0.06)) {
      visit.write(Action.add(visit.next(), new Basket.Item(product, 1, product.pence())));
    }
  }

  private void buy(Visit visit, boolean sale, String channel) {
    Basket basket = Basket.draw(catalogue, favourite, person.segment(), sale, draws);
    for (Basket.Item item : basket.items()) {
      visit.write(Action.look(visit.next(), "product", item.product()));
      visit.write(Action.add(visit.next(), item));
    }
    visit.write(Action.checkout(visit.next()));
    boolean second = person.secondEmail() != null && draws.chance(0.3);
    String email = second ? person.secondEmail() : person.email();
    if (!visit.isLoggedIn()) {
      if (person.logsIn() && draws.chance(0.7)) {
        visit.logIn();
      } else {
        visit.tellEmail(email);
      }
    }
    long time = visit.next();
    if (!visit.isOver()) {
      visit.write(Action.complete(time, backOffice.nextOrder()));
      String customer = visit.isLoggedIn() ? person.customer() : null;
      backOffice.order(basket, time, customer, email, channel);
    }
  }

  private void buyElsewhere(int first, int last) {
    double weeks = (last - first + 1) / 7.0;
    for (int n = draws.poisson(Math.min(80, habits.storeOrdersPerWeek() * weeks)); n > 0; n--) {
      int day = first + draws.below(last - first + 1);
      Basket basket =
          Basket.draw(catalogue, favourite, person.segment(), rhythm.isSale(day), draws);
      boolean phone = draws.chance(0.2);
      String email = phone || draws.chance(0.4) ? person.email() : null;
      long time = rhythm.moment(day, draws);
      backOffice.order(basket, time, person.customer(), email, phone ? "phone" : "store");
    }
  }

  private LocalDate signup(int first) {
    boolean isNew = person.segment() == Segment.NEWCOMER;
    return spec.start().plusDays(isNew ? first : -1 - draws.below(4 * 365));
  }

  private List<KV<Integer, Line>> writeTruth() {
    String customer = person.customer() == null ? "" : person.customer();
    journal.truth(Kind.PEOPLE, CsvLine.line(person.id(), person.segment().label(), customer));
    journal.truth().identifierRows().forEach(row -> journal.truth(Kind.IDENTIFIERS, row));
    journal.truth().rawValueRows().forEach(row -> journal.truth(Kind.RAW_VALUES, row));
    return journal.lines();
  }
}
