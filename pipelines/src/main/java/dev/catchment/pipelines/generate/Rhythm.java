package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import java.time.DayOfWeek;
import java.time.LocalDate;

/** The day and week of the world: when people visit, and when there is a sale. */
final class Rhythm {
  private static final double[] WEEKDAY_HOURS = {
    1, .5, .3, .2, .2, .4, 1, 2.5, 3.5, 3, 3, 3.2, 4.5, 4, 3, 3, 3.5, 4.5, 6, 7.5, 8.5, 8, 5, 2.5
  };
  private static final double[] WEEKEND_HOURS = {
    2, 1.2, .6, .3, .2, .2, .5, 1.2, 2.5, 4.5, 6, 6.5, 6, 5.5, 5.5, 5.5, 5.5, 5, 5, 5.5, 6, 5.5, 4,
    3
  };
  private static final double[] DAYS = {0.95, 0.88, 0.88, 0.95, 1.05, 1.25, 1.35};

  private final WorldSpec spec;

  Rhythm(WorldSpec spec) {
    this.spec = spec;
  }

  /** How many visits a day sees against the average day, for people with these habits. */
  double weight(int day, Segment.Habits habits) {
    double weight = DAYS[dayOfWeek(day).getValue() - 1];
    weight *= weekend(day) ? habits.weekendLift() : 1;
    return isSale(day) ? weight * habits.saleLift() : weight;
  }

  /** Whether there is a sale: Friday to Sunday of every fourth week. */
  boolean isSale(int day) {
    return day / 7 % 4 == 2 && dayOfWeek(day).getValue() >= DayOfWeek.FRIDAY.getValue();
  }

  /** A moment of a day, most likely in the evening or around noon. */
  long moment(int day, Draws draws) {
    int hour = draws.weighted(weekend(day) ? WEEKEND_HOURS : WEEKDAY_HOURS);
    return spec.begin()
        + day * WorldSpec.DAY
        + hour * 3_600_000L
        + (long) (draws.uniform() * 3_600_000);
  }

  private boolean weekend(int day) {
    return dayOfWeek(day).getValue() >= DayOfWeek.SATURDAY.getValue();
  }

  private DayOfWeek dayOfWeek(int day) {
    LocalDate date = spec.start().plusDays(day);
    return date.getDayOfWeek();
  }
}
