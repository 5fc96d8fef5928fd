package dev.catchment.pipelines.generate;

import com.google.errorprone.annotations.Immutable;
import dev.catchment.pipelines.chance.Draws;
import java.util.Arrays;
import java.util.Locale;

/** The planted customer segments: people of one behave alike, those of different ones do not. */
enum Segment {
  LOYAL_REGULAR(0.20, new Habits(2.1, 0.55, 3.5, 0.26, 2.6, 0.10, 1.00, 0.15, 1.0, 1.1)),
  BARGAIN_HUNTER(0.18, new Habits(1.2, 0.20, 5.0, 0.16, 4.2, 0.75, 0.95, 0.05, 1.4, 3.5)),
  BROWSER(0.27, new Habits(1.6, 0.10, 7.0, 0.01, 1.2, 0.30, 0.40, 0.00, 1.2, 1.3)),
  NEWCOMER(0.15, new Habits(2.0, 0.75, 4.5, 0.14, 1.5, 0.50, 0.92, 0.02, 1.0, 1.0)),
  LAPSED(0.20, new Habits(1.6, 0.15, 4.0, 0.16, 2.0, 0.20, 0.95, 0.05, 1.0, 1.2));

  /**
   * The behaviour that is typical of a segment; each person varies around it.
   *
   * @param sessionsPerWeek visits in an active week, the median
   * @param appShare the share of visits made in the app
   * @param views pages or screens in a visit, the median
   * @param buyRate the share of visits that end in an order
   * @param lines the mean number of lines of an order
   * @param campaignShare the share of visits that a campaign brought
   * @param accountRate the share of people who have an account
   * @param storeOrdersPerWeek orders in the shop or by phone in an active week
   * @param weekendLift how much likelier a visit is on a weekend day, beside the common rhythm
   * @param saleLift how much likelier a visit is while there is a sale
   */
  @Immutable
  record Habits(
      double sessionsPerWeek,
      double appShare,
      double views,
      double buyRate,
      double lines,
      double campaignShare,
      double accountRate,
      double storeOrdersPerWeek,
      double weekendLift,
      double saleLift) {}

  private static final Segment[] SEGMENTS = values();

  private final double share;
  private final Habits habits;

  Segment(double share, Habits habits) {
    this.share = share;
    this.habits = habits;
  }

  static Segment draw(Draws draws) {
    double[] shares = Arrays.stream(SEGMENTS).mapToDouble(segment -> segment.share).toArray();
    return SEGMENTS[draws.weighted(shares)];
  }

  Habits habits() {
    return habits;
  }

  /** The part of the world in which a person of the segment is a customer, from 0 to 1. */
  double[] activeTime(Draws draws) {
    return switch (this) {
      case NEWCOMER -> new double[] {draws.uniform(0.70, 0.95), 1};
      case LAPSED -> new double[] {0, draws.uniform(0.10, 0.45)};
      default -> new double[] {0, 1};
    };
  }

  /** The name in the truth, in lower case. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
