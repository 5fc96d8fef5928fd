package dev.catchment.pipelines.generate;

import static org.junit.Assert.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A world is uneven in the ways that real data is. */
public class WorldRealismTest {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static World world;
  private static Judge judge;
  private static List<Judge.Sound> web;

  @BeforeClass
  public static void generate() {
    world = World.generate(FOLDER.getRoot().toPath(), "--people=600", "--days=56", "--seed=5");
    judge = new Judge(world);
    web = judge.sound().stream().filter(record -> record.file().startsWith("web/")).toList();
  }

  @Test
  public void weekendsAreBusierThanWeekdays() {
    long weekend =
        web.stream()
            .filter(record -> day(record).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0)
            .count();
    double perWeekendDay = weekend / 16.0;
    double perWeekday = (web.size() - weekend) / 40.0;
    assertTrue(perWeekendDay + " " + perWeekday, perWeekendDay > 1.2 * perWeekday);
  }

  @Test
  public void eveningsAreBusierThanNights() {
    Map<Integer, Long> hours =
        web.stream()
            .collect(
                Collectors.groupingBy(
                    record -> time(record).atOffset(ZoneOffset.UTC).getHour(),
                    Collectors.counting()));
    assertTrue(hours.toString(), hours.get(20) > 8 * hours.get(3));
  }

  @Test
  public void aFewProductsAreMostOfWhatIsAskedFor() {
    List<Long> counts = counts("product");
    double top = counts.stream().limit(10).mapToLong(count -> count).sum();
    double all = counts.stream().mapToLong(count -> count).sum();
    assertTrue("" + counts.size(), counts.size() > 250);
    assertTrue("" + top / all, top / all > 0.3 && top / all < 0.6);
  }

  @Test
  public void aFewVisitorsAreMuchOfTheTraffic() {
    List<Long> counts = counts("cookie");
    double busiest = counts.stream().limit(counts.size() / 10).mapToLong(count -> count).sum();
    double all = counts.stream().mapToLong(count -> count).sum();
    assertTrue("" + busiest / all, busiest / all > 0.25);
  }

  @Test
  public void someRecordsArriveOnALaterDayAndSomeOutOfOrder() {
    double late =
        web.stream().filter(record -> !record.file().contains(day(record).toString())).count();
    assertTrue("" + late / web.size(), late / web.size() > 0.008 && late / web.size() < 0.05);

    Instant before = Instant.MIN;
    String file = "";
    int backwards = 0;
    for (Judge.Sound record : web) {
      boolean earlier = time(record).isBefore(before) && record.file().equals(file);
      backwards += earlier ? 1 : 0;
      before = time(record);
      file = record.file();
    }
    assertTrue("" + backwards, backwards > web.size() / 500);
  }

  @Test
  public void aboutOneRecordInAHundredIsBadAndTwoAreDuplicates() {
    Map<String, Integer> outcomes = new HashMap<>();
    judge.reasons().values().forEach(reason -> outcomes.merge(outcome(reason), 1, Integer::sum));
    double all = judge.sound().size() + judge.reasons().size();
    double bad = outcomes.get("rejected") / all;
    double duplicate = outcomes.get("duplicate") / all;
    assertTrue("" + bad, bad > 0.007 && bad < 0.013);
    assertTrue("" + duplicate, duplicate > 0.015 && duplicate < 0.025);
  }

  @Test
  public void someAddressesAreTypedDifferently() {
    List<String> emails =
        judge.readable().stream()
            .map(record -> record.get("email"))
            .filter(email -> email != null)
            .toList();
    assertTrue(emails.stream().anyMatch(email -> !email.equals(email.strip())));
    assertTrue(emails.stream().anyMatch(email -> Character.isUpperCase(email.charAt(0))));
    assertTrue(emails.stream().anyMatch(email -> email.contains("exmaple")));
  }

  @Test
  public void segmentsDifferInWhatTheyBuy() {
    Map<String, String> segments = new HashMap<>();
    Map<String, Integer> people = new HashMap<>();
    for (Map<String, String> row : world.table("truth/people.csv")) {
      segments.put(row.get("customer_id"), row.get("segment"));
      people.merge(row.get("segment"), 1, Integer::sum);
    }
    Map<String, Integer> lines = new HashMap<>();
    for (Judge.Sound record : judge.sound()) {
      String customer = record.values().get("customer");
      if (record.file().startsWith("orders/") && customer != null) {
        lines.merge(segments.get(customer), 1, Integer::sum);
      }
    }
    double loyal = lines.get("loyal_regular") / (double) people.get("loyal_regular");
    double browsing = lines.get("browser") / (double) people.get("browser");
    assertTrue(loyal + " " + browsing, loyal > 10 * browsing);
  }

  private static String outcome(String reason) {
    return List.of("duplicate", "filtered", "withheld").contains(reason) ? reason : "rejected";
  }

  private static List<Long> counts(String name) {
    Map<String, Long> counts =
        web.stream()
            .filter(record -> record.values().containsKey(name))
            .collect(
                Collectors.groupingBy(record -> record.values().get(name), Collectors.counting()));
    return counts.values().stream().sorted(Collections.reverseOrder()).toList();
  }

  private static Instant time(Judge.Sound record) {
    return Judge.time("web/", record.values().get("timestamp"));
  }

  private static LocalDate day(Judge.Sound record) {
    return time(record).atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
