package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names, places, addresses and numbers of people who do not exist, in several scripts. */
final class Names {
  private static final List<String> GIVEN =
      List.of(
          ("Amelia,Olivia,Isla,Freya,Grace,Charlotte,Alice,Zoë,Chloé,Siân,Niamh,Aoife,Priya,Fatima,"
                  + "Anna,Magdalena,Łucja,María,Inês,Øyunn,Renée,Yuki,Thu Hà,Анна,Ольга,Jack,Harry,"
                  + "Arthur,Thomas,George,Oscar,Muhammad,Rhys,Seán,Callum,Hamish,José,François,"
                  + "Jürgen,Søren,Björn,Paweł,Arjun,Ravi,Kwame,Mehmet,Дмитрий,Иван,Robert,William")
              .split(","));
  private static final List<String> FAMILY =
      List.of(
          ("Smith,Jones,Taylor,Brown,Williams,Wilson,Johnson,Davies,Patel,Wright,Walker,Thompson,"
                  + "Robinson,O'Neill,O'Brien,McDonald,Macleod,Ó Súilleabháin,Llewellyn,Evans,Khan,"
                  + "Hussain,Ahmed,Begum,Singh,Kaur,Nowak,Wiśniewska,Müller,Groß,García,Núñez,"
                  + "D'Angelo,Lefèvre,Sørensen,Åkesson,Yılmaz,Mensah,Nguyễn,Tanaka,Петрова,Соколов,"
                  + "Smith-Jones,Van der Berg,St. John,Hargreaves,Featherstone,Ashworth,Holloway")
              .split(","));
  private static final List<String> CITIES =
      List.of(
          "London",
          "Manchester",
          "Birmingham",
          "Leeds",
          "Glasgow",
          "Bristol",
          "Cardiff",
          "Belfast",
          "Stoke-on-Trent",
          "Newcastle upon Tyne",
          "Bath, Somerset",
          "Köln");
  private static final List<String> MAIL_HOSTS =
      List.of("example.com", "example.org", "example.net", "mail.example.com", "post.example.org");

  private static final String CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя";
  private static final String[] LATIN =
      "a,b,v,g,d,e,zh,z,i,y,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya".split(",", -1);
  private static final Pattern NOT_PLAIN = Pattern.compile("[^a-z]");

  private Names() {}

  static String given(Draws draws) {
    return draws.pick(GIVEN);
  }

  static String family(Draws draws) {
    return draws.pick(FAMILY);
  }

  static String city(Draws draws) {
    double u = draws.uniform();
    return CITIES.get((int) (u * u * CITIES.size()));
  }

  /** An address that no other index has, at a host reserved for examples. */
  static String email(String given, String family, int index, Draws draws) {
    String separator = draws.pick(List.of(".", "_", "-"));
    return plain(given) + separator + plain(family) + (100 + index) + "@" + draws.pick(MAIL_HOSTS);
  }

  /** A mobile number that no other index has, nine of ten British and the others German. */
  static String mobile(int index, Draws draws) {
    long spread = index * 48_271L % 100_000_000;
    return draws.chance(0.9)
        ? String.format("+4471%08d", spread)
        : String.format("+49151%08d", spread);
  }

  /** The London number of a household. */
  static String landline(int block) {
    return String.format("+44208%07d", block * 48_271L % 10_000_000);
  }

  private static String plain(String name) {
    StringBuilder latin = new StringBuilder();
    for (char letter : name.toLowerCase(Locale.ROOT).toCharArray()) {
      int cyrillic = CYRILLIC.indexOf(letter);
      switch (letter) {
        case 'ø' -> latin.append('o');
        case 'ł' -> latin.append('l');
        case 'ß' -> latin.append("ss");
        case 'ı' -> latin.append('i');
        default -> latin.append(cyrillic < 0 ? String.valueOf(letter) : LATIN[cyrillic]);
      }
    }
    String decomposed = Normalizer.normalize(latin, Normalizer.Form.NFD);
    return NOT_PLAIN.matcher(decomposed).replaceAll("");
  }
}
