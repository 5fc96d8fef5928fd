package dev.catchment.pipelines.generate;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What world to generate. Two equal specifications give the same bytes.
 *
 * @param people how many people live in it, 1 to 20,000,000
 * @param days how many days it lasts, 1 to 3,650
 * @param seed the number that all chance is drawn from
 * @param start the first day, UTC
 */
public record WorldSpec(int people, int days, long seed, LocalDate start) implements Serializable {
  static final long DAY = 86_400_000L;

  private static final int PEOPLE_PER_PART = 20_000;
  private static final int PEOPLE_PER_INTERNAL_VISITOR = 200;
  private static final int PEOPLE_PER_KIOSK = 400;

  public WorldSpec {
    checkArgument(
        people >= 1 && people <= 20_000_000, "people is %s, valid is 1 to 20000000", people);
    checkArgument(days >= 1 && days <= 3_650, "days is %s, valid is 1 to 3650", days);
    checkNotNull(start, "start");
  }

  /** The first moment, milliseconds since 1970-01-01T00:00:00Z. */
  long begin() {
    return start.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /** The first moment after the world. */
  long end() {
    return begin() + days * DAY;
  }

  /** The day of a moment, counted from 0 and kept inside the world. */
  int day(long time) {
    return (int) Math.max(0, Math.min(days - 1, Math.floorDiv(time - begin(), DAY)));
  }

  /** Into how many parts each file is split, so that one part fits in a worker's memory. */
  int parts() {
    return (people - 1) / PEOPLE_PER_PART + 1;
  }

  /** The part that holds all records of a person or internal visitor. */
  int part(int index) {
    return index < people ? index / PEOPLE_PER_PART : (index - people) % parts();
  }

  /**
   * How many crawlers and test devices visit beside the people; their index follows the people's.
   */
  int internalVisitors() {
    return people / PEOPLE_PER_INTERNAL_VISITOR + 1;
  }

  /** How many shop kiosks there are. */
  int kiosks() {
    return people / PEOPLE_PER_KIOSK + 1;
  }
}
