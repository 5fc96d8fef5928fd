package dev.catchment.pipelines.generate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The truth of a world against what its files say when they are read afresh. */
public class WorldTruthTest {
  private static final int PEOPLE = 700;
  private static final List<String> NAMESPACES =
      List.of("cookie", "device", "customer", "email", "phone");

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static World world;
  private static Judge judge;
  private static List<Map<String, String>> identifiers;

  @BeforeClass
  public static void generate() {
    world =
        World.generate(FOLDER.getRoot().toPath(), "--people=" + PEOPLE, "--days=60", "--seed=11");
    judge = new Judge(world);
    identifiers = world.table("truth/identifiers.csv");
  }

  @Test
  public void everyBadRecordIsNamedWithItsLineAndReasonAndNoOther() {
    Map<String, String> named = new TreeMap<>();
    for (Map<String, String> row : world.table("truth/bad_records.csv")) {
      String place = row.get("file") + ":" + row.get("line");
      assertEquals(place, null, named.put(place, row.get("reason")));
      Set<String> leftOut = Set.of("duplicate", "filtered", "withheld");
      String outcome = leftOut.contains(row.get("reason")) ? row.get("reason") : "rejected";
      assertEquals(place, outcome, row.get("outcome"));
    }
    assertEquals(judge.reasons(), named);
  }

  @Test
  public void everyKindOfDefectOccurs() {
    assertEquals(
        Set.of(
            "broken_quote",
            "duplicate",
            "filtered",
            "invalid_email",
            "invalid_json",
            "invalid_timestamp",
            "invalid_type",
            "invalid_utf8",
            "missing_messageId",
            "missing_order_id",
            "missing_timestamp",
            "out_of_range_price",
            "out_of_range_quantity",
            "out_of_range_unit_price",
            "withheld",
            "wrong_number_of_fields"),
        new HashSet<>(judge.reasons().values()));
  }

  @Test
  public void everybodyIsListedOnceAndEveryCustomerIsInTheCrm() {
    List<Map<String, String>> people = world.table("truth/people.csv");
    assertEquals(PEOPLE, column(people, "person_id").size());
    assertEquals(PEOPLE, people.size());
    assertEquals(
        Set.of("loyal_regular", "bargain_hunter", "browser", "newcomer", "lapsed"),
        column(people, "segment"));

    Set<String> customers = column(people, "customer_id");
    customers.remove("");
    Set<String> crm = new TreeSet<>();
    for (Map<String, String> record : judge.readable()) {
      if (record.containsKey("full_name") && record.containsKey("customer_id")) {
        crm.add(record.get("customer_id"));
      }
    }
    assertTrue(customers.containsAll(crm));
    assertTrue(crm.size() + " of " + customers.size(), crm.size() > 0.95 * customers.size());
  }

  @Test
  public void identifiersAreThoseOfTheSoundRecords() {
    Set<String> seen = new TreeSet<>();
    judge.sound().forEach(record -> seen.addAll(identifiersOf(record)));
    Set<String> listed = new TreeSet<>();
    identifiers.forEach(row -> listed.add(row.get("namespace") + " " + row.get("value")));

    assertEquals(seen, listed);
  }

  @Test
  public void recordsJoinExactlyTheIdentifiersOfOneComponent() {
    Map<String, String> truth = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (Map<String, String> row : identifiers) {
      String identifier = row.get("namespace") + " " + row.get("value");
      if (row.get("shared").equals("true")) {
        shared.add(identifier);
      } else {
        String component = row.get("person_id") + "/" + row.get("component");
        assertEquals(identifier, null, truth.put(identifier, component));
      }
    }
    Map<String, Set<String>> joined = new HashMap<>();
    for (Judge.Sound record : judge.sound()) {
      List<String> known = new ArrayList<>(identifiersOf(record));
      known.removeAll(shared);
      Set<String> union = new HashSet<>(known);
      known.forEach(each -> union.addAll(joined.getOrDefault(each, Set.of())));
      union.forEach(each -> joined.put(each, union));
    }
    Map<String, Set<String>> components = new HashMap<>();
    truth.forEach(
        (identifier, component) ->
            components.computeIfAbsent(component, unused -> new HashSet<>()).add(identifier));

    assertEquals(new HashSet<>(components.values()), new HashSet<>(joined.values()));
  }

  @Test
  public void sharedDevicesAreUsedBySeveralPeople() {
    Map<String, Set<String>> users = new HashMap<>();
    for (Map<String, String> row : identifiers) {
      if (row.get("shared").equals("true") && row.get("namespace").equals("device")) {
        String device = row.get("value");
        users.computeIfAbsent(device, unused -> new HashSet<>()).add(row.get("person_id"));
      }
    }
    Collection<Set<String>> groups = users.values();
    assertTrue(groups.stream().allMatch(group -> group.size() >= 2));
    assertTrue(groups.stream().filter(group -> group.size() <= 4).count() >= 5);
    assertTrue(groups.stream().anyMatch(group -> group.size() > 15));
  }

  @Test
  public void everyPersonalValueIsListedAsWrittenAndNormalised() {
    Set<String> listed = column(world.table("truth/raw_values.csv"), "value");
    for (Map<String, String> record : judge.readable()) {
      for (String name : List.of("email", "phone", "full_name")) {
        String value = record.get(name);
        if (value != null) {
          assertTrue(value, listed.contains(value));
          assertTrue(value, listed.contains(value.strip()));
        }
      }
      if (record.containsKey("email")) {
        assertTrue(listed.contains(record.get("email").strip().toLowerCase(Locale.ROOT)));
      }
      if (record.containsKey("phone")) {
        assertTrue(listed.contains(e164(record.get("phone"))));
      }
    }
  }

  @Test
  public void personalValuesStandInTheirOwnColumnsOnly() {
    Set<String> values = column(world.table("truth/raw_values.csv"), "value");
    for (Judge.Sound record : judge.sound()) {
      record
          .values()
          .forEach(
              (name, value) -> {
                boolean own = Set.of("email", "phone", "full_name").contains(name);
                assertTrue(record + " " + name, own || !values.contains(value));
              });
    }
    assertTrue(values.stream().noneMatch(value -> value.length() < 7));
  }

  private static Set<String> identifiersOf(Judge.Sound record) {
    return NAMESPACES.stream()
        .filter(record.values()::containsKey)
        .map(name -> name + " " + normalised(name, record.values().get(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String normalised(String namespace, String value) {
    return switch (namespace) {
      case "email" -> value.strip().toLowerCase(Locale.ROOT);
      case "phone" -> e164(value);
      default -> value;
    };
  }

  private static String e164(String written) {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = phones.parse(written, "GB");
      assertTrue(written, phones.isValidNumber(number));
      return phones.format(number, PhoneNumberFormat.E164);
    } catch (NumberParseException e) {
      throw new AssertionError(written, e);
    }
  }

  private static Set<String> column(List<Map<String, String>> rows, String name) {
    return rows.stream().map(row -> row.get(name)).collect(Collectors.toCollection(TreeSet::new));
  }
}
