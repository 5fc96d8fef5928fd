package dev.catchment.pipelines.infer;

import dev.catchment.protect.EmailNormalizer;
import dev.catchment.protect.PersonalKind;
import dev.catchment.protect.PhoneNormalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is personal in a column.
 *
 * @param kind the kind that the configuration declares
 * @param reason why, in words without any value
 */
record Personal(PersonalKind kind, String reason) {
  private static final double MOST = 0.95;

  /** No region: numbers are understood that begin with +. */
  static final String NO_REGION = "ZZ";

  private static final Pattern EMAIL_INSIDE =
      Pattern.compile("[^\\s@,;<>\"'/]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");
  private static final Pattern PHONE_INSIDE = Pattern.compile("\\+\\d[\\d ()./-]{7,20}");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}(:\\d+)?"
              + "|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}");

  private static final Set<String> EMAIL = Set.of("email", "mail", "emailaddress", "correo");
  private static final Set<String> PHONE =
      Set.of(
          "phone",
          "phonenumber",
          "telephone",
          "tel",
          "telefon",
          "mobile",
          "mobil",
          "handy",
          "cell",
          "cellphone",
          "fax",
          "msisdn",
          "telefono");
  private static final Set<String> NAME_ALONE =
      Set.of(
          "firstname",
          "lastname",
          "givenname",
          "familyname",
          "fullname",
          "middlename",
          "surname",
          "maidenname",
          "username",
          "nickname",
          "displayname",
          "customername",
          "clientname",
          "contactname",
          "membername",
          "personname",
          "vorname",
          "nachname",
          "familienname",
          "prenom",
          "nom",
          "nombre",
          "apellido",
          "apellidos",
          "forename",
          "contact",
          "recipient");
  private static final Set<String> PERSON =
      Set.of(
          "first",
          "last",
          "given",
          "family",
          "full",
          "middle",
          "customer",
          "contact",
          "user",
          "person",
          "member",
          "client",
          "billing",
          "shipping",
          "recipient",
          "holder");
  private static final Set<String> BIRTH =
      Set.of(
          "birth",
          "birthday",
          "birthdate",
          "dob",
          "born",
          "geburtsdatum",
          "geburtstag",
          "yob",
          "nacimiento",
          "naissance");
  private static final Set<String> PLACE =
      Set.of(
          "street",
          "strasse",
          "straße",
          "addr",
          "address",
          "adresse",
          "direccion",
          "postcode",
          "zip",
          "zipcode",
          "postal",
          "plz",
          "suburb",
          "calle",
          "rue",
          "house");
  private static final Set<String> NO_PLACE =
      Set.of("page", "web", "url", "site", "email", "mac", "memory", "urlpath");
  private static final Set<String> NUMBERS =
      Set.of(
          "ssn",
          "soc",
          "passport",
          "iban",
          "bic",
          "taxid",
          "vat",
          "nhs",
          "insurance",
          "licence",
          "license",
          "creditcard",
          "cardnumber",
          "pan",
          "bankaccount",
          "sozial");

  private static final Set<String> IP = Set.of("ip", "ipaddress", "ipaddr", "ipv4", "ipv6");

  /** Robots leave the address of their owner in the user agent. */
  private static final Set<String> AGENT = Set.of("agent", "useragent");

  private static final Set<String> SECRETS =
      Set.of("password", "passwort", "pwd", "secret", "token");

  /**
   * What is personal in the values of a column, by the values and then by its name.
   *
   * @param region the region whose national telephone numbers are understood in columns whose names
   *     speak of telephones, or {@link #NO_REGION}
   */
  static Optional<Personal> of(ColumnName name, List<String> values, String region) {
    if (values.isEmpty()) {
      return byName(name, values);
    }
    if (isMost(values, text -> EmailNormalizer.normalize(text).isPresent())) {
      return text(PersonalKind.EMAIL, "its values are e-mail addresses");
    }
    if (isMost(values, Personal::isPhone)) {
      return text(PersonalKind.PHONE, "its values are telephone numbers");
    }
    if (name.has(PHONE)
        && isMost(values, text -> PhoneNormalizer.normalize(text, region).isPresent())) {
      return text(PersonalKind.PHONE, "its values are telephone numbers of " + region);
    }
    if (isMost(values, text -> ADDRESS.matcher(text).matches() && !isClock(text))) {
      return text(PersonalKind.TEXT, "its values are IP addresses");
    }
    Optional<Personal> named = byName(name, values);
    if (named.isPresent() || name.has(AGENT)) {
      return named;
    }
    if (values.stream().anyMatch(text -> EMAIL_INSIDE.matcher(text).find())) {
      return text(PersonalKind.TEXT, "some of its values hold an e-mail address");
    }
    return values.stream().anyMatch(text -> PHONE_INSIDE.matcher(text).find())
        ? text(PersonalKind.TEXT, "some of its values hold what looks like a telephone number")
        : Optional.empty();
  }

  private static Optional<Personal> byName(ColumnName name, List<String> values) {
    if (name.has(EMAIL)) {
      return text(
          PersonalKind.TEXT, "its name speaks of e-mail, though not all values are addresses");
    }
    if (name.has(PHONE)) {
      return text(
          PersonalKind.TEXT,
          "its name speaks of telephones; with --region, national numbers are brought to one form");
    }
    if (name.is(NAME_ALONE) || (name.ends(Set.of("name")) && name.has(PERSON))) {
      return text(PersonalKind.NAME, "its name is that of a person's name");
    }
    if (name.is(Set.of("name")) && isPerson(values)) {
      return text(
          PersonalKind.NAME, "names that nearly all differ; take it out if they are of no person");
    }
    if (name.has(BIRTH)) {
      return text(PersonalKind.TEXT, "its name speaks of a birth");
    }
    if ((name.has(PLACE) || name.is(PLACE)) && !name.has(NO_PLACE)) {
      return text(PersonalKind.TEXT, "its name is that of a part of an address");
    }
    if (name.has(IP)) {
      return text(PersonalKind.TEXT, "its name speaks of an IP address");
    }
    if (name.has(NUMBERS) || name.is(NUMBERS)) {
      return text(PersonalKind.TEXT, "its name is that of an official or bank number");
    }
    return name.has(SECRETS)
        ? text(PersonalKind.TEXT, "its name speaks of a secret; better leave it out of the files")
        : Optional.empty();
  }

  private static boolean isPerson(List<String> values) {
    return values.stream().distinct().count() * 2 > values.size();
  }

  private static boolean isPhone(String text) {
    return text.matches("(tel:)?\\+[\\d ()./-]{7,24}")
        && PhoneNormalizer.normalize(text, NO_REGION).isPresent();
  }

  /** A time of the day such as 10:30:00 is written as some addresses are. */
  private static boolean isClock(String text) {
    return text.matches("\\d{1,2}:\\d\\d(:\\d\\d)?");
  }

  private static boolean isMost(List<String> values, Predicate<String> test) {
    long count = values.stream().filter(test).count();
    return count > 0 && count >= MOST * values.size();
  }

  private static Optional<Personal> text(PersonalKind kind, String reason) {
    return Optional.of(new Personal(kind, reason));
  }
}
