package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;

/**
 * Who somebody is; made from the seed and the index alone.
 *
 * @param index the number of the person, from 0
 * @param customer the customer id, or null for one without an account
 * @param logsIn whether the person ever logs in; false for one without an account
 * @param given the given name
 * @param family the family name
 * @param email the address as the person writes it with care
 * @param secondEmail another address that the person sometimes gives, or null
 * @param phone in E.164 notation
 * @param phoneShared whether the phone is the household's
 * @param household the number of the household that shares a tablet, or -1
 * @param mistypes whether the person sometimes mistypes the e-mail address
 */
record Person(
    int index,
    Segment segment,
    String customer,
    boolean logsIn,
    String given,
    String family,
    String email,
    String secondEmail,
    String phone,
    boolean phoneShared,
    String city,
    int birthYear,
    int household,
    boolean mistypes) {

  /** Neighbours by index: some blocks of this many hold a household. */
  private static final int BLOCK = 4;

  private static final double HOUSEHOLDS = 0.12;

  static Person of(WorldSpec spec, int index) {
    Draws draws = Draws.of(spec.seed(), Purpose.PERSON, index);
    Segment segment = Segment.draw(draws);
    String given = Names.given(draws);
    String family = Names.family(draws);
    String city = Names.city(draws);
    boolean account = draws.chance(segment.habits().accountRate());
    boolean logsIn = draws.chance(0.88);

    int block = index / BLOCK;
    Draws home = Draws.of(spec.seed(), Purpose.HOUSEHOLD, block);
    boolean tablet = home.chance(HOUSEHOLDS) && index % BLOCK < 2 + home.below(BLOCK - 1);
    boolean landline = home.chance(0.4) && tablet;
    if (tablet) {
      family = Names.family(home);
      city = Names.city(home);
      account = true;
      logsIn = true;
    }
    return new Person(
        index,
        segment,
        account ? "C" + (1_000_000 + index) : null,
        account && logsIn,
        given,
        family,
        Names.email(given, family, index, draws),
        draws.chance(0.1) ? Names.email(given, "work", index, draws) : null,
        landline ? Names.landline(block) : Names.mobile(index, draws),
        landline,
        city,
        spec.start().getYear() - 18 - (int) Math.min(70, draws.logNormal(24, 0.5)),
        tablet ? block : -1,
        draws.chance(0.08));
  }

  /** The id in the truth. */
  String id() {
    return id(index);
  }

  /** The id in the truth of the person with an index. */
  static String id(int index) {
    return String.format("P%07d", index);
  }

  String fullName() {
    return given + " " + family;
  }
}
