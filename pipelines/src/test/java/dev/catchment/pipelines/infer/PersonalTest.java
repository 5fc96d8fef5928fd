package dev.catchment.pipelines.infer;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.catchment.protect.PersonalKind;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Personal columns are told by their values, and where these do not tell by their names. */
public class PersonalTest {
  private static Optional<PersonalKind> kind(String name, String... values) {
    Optional<Personal> personal = Personal.of(ColumnName.of(name, true), List.of(values), "ZZ");
    for (String value : values) {
      personal.ifPresent(found -> assertFalse(found.reason(), found.reason().contains(value)));
    }
    return personal.map(Personal::kind);
  }

  @Test
  public void valuesTell() {
    assertEquals(Optional.of(PersonalKind.EMAIL), kind("x", "a@example.org", "B@Example.Org"));
    assertEquals(Optional.of(PersonalKind.PHONE), kind("x", "+44 20 7946 0018", "+1-202-456-1111"));
    assertEquals(Optional.of(PersonalKind.TEXT), kind("x", "192.168.1.20", "10.0.0.1"));
    assertEquals(Optional.of(PersonalKind.TEXT), kind("x", "2001:db8::1", "fe80::1"));
    assertEquals(Optional.of(PersonalKind.TEXT), kind("note", "fine", "ask jo@example.org first"));
    assertEquals(Optional.of(PersonalKind.TEXT), kind("note", "fine", "call +44 20 7946 0018"));
    assertEquals(
        Optional.of(PersonalKind.TEXT), kind("url", "/", "/signup?mail=jo.smith@example.org"));
  }

  @Test
  public void aRegionTellsNationalNumbersWhereTheNameSpeaksOfThem() {
    List<String> numbers = List.of("020 7946 0018", "(01632) 960 001");
    assertEquals(
        Optional.of(PersonalKind.PHONE),
        Personal.of(ColumnName.of("Tel", true), numbers, "GB").map(Personal::kind));
    assertEquals(
        Optional.of(PersonalKind.TEXT),
        Personal.of(ColumnName.of("Tel", true), numbers, "ZZ").map(Personal::kind));
    assertEquals(Optional.empty(), Personal.of(ColumnName.of("OrderNo", true), numbers, "GB"));
  }

  @Test
  public void namesTell() {
    for (String name : List.of("first_name", "lastName", "Customer Name", "Vorname", "username")) {
      assertEquals(name, Optional.of(PersonalKind.NAME), kind(name, "abc", "def"));
    }
    for (String name :
        List.of(
            "E-Mail",
            "mobile_phone",
            "Telefon",
            "DateOfBirth",
            "dob",
            "street",
            "address_1",
            "PostCode",
            "soc_sec_id",
            "user_ipaddress",
            "iban")) {
      assertEquals(name, Optional.of(PersonalKind.TEXT), kind(name, "abc", "def"));
    }
  }

  @Test
  public void othersDoNot() {
    for (String name :
        List.of(
            "product_name",
            "event_name",
            "file_name",
            "page_address",
            "web_address",
            "quantity",
            "city",
            "country",
            "status",
            "last_visit",
            "first_order",
            "shipping_cost")) {
      assertEquals(name, Optional.empty(), kind(name, "abc", "def"));
    }
  }

  @Test
  public void whatOnlyLooksAlikeIsNotPersonal() {
    for (List<String> values :
        List.of(
            List.of("10:30:00", "11:45:10"),
            List.of("2026-01-31 10:30:00", "2026-02-01 11:00:00"),
            List.of("3.1.2", "4.0.1"),
            List.of("+5", "+17"),
            List.of("@home", "a @ b"),
            List.of("1234567890", "2345678901"))) {
      assertEquals(values.toString(), Optional.empty(), kind("x", values.toArray(String[]::new)));
    }
    assertEquals(Optional.empty(), kind("useragent", "Mozilla/5.0", "Bot (bot@example.org)"));
  }

  @Test
  public void aNameIsAPersonsWhereNearlyAllDiffer() {
    assertEquals(Optional.of(PersonalKind.NAME), kind("name", "Jo Smith", "Al Jones", "Di Hill"));
    assertEquals(Optional.empty(), kind("name", "View", "Buy", "View", "View", "Buy"));
  }
}
