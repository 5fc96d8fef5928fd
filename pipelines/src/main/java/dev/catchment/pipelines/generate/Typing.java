package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import java.util.Locale;

/** How people write the same name, address and number differently, and mistype them. */
final class Typing {
  private Typing() {}

  /** An address as typed into a form: mostly as it is, else with capitals or surrounding blanks. */
  static String email(String email, Draws draws) {
    return switch (draws.weighted(80, 8, 4, 5, 3)) {
      case 1 -> Character.toUpperCase(email.charAt(0)) + email.substring(1);
      case 2 -> email.toUpperCase(Locale.ROOT);
      case 3 -> email + " ";
      case 4 -> "  " + Character.toUpperCase(email.charAt(0)) + email.substring(1) + " ";
      default -> email;
    };
  }

  /**
   * A valid address with one slip of the fingers. The number in it stays, so that it is nobody
   * else's.
   */
  static String mistyped(String email, Draws draws) {
    int place = 1 + draws.below(2);
    return switch (draws.below(4)) {
      case 0 -> email.replace("example", "exmaple");
      case 1 -> email.substring(0, place) + email.substring(place + 1);
      case 2 -> email.substring(0, place) + email.charAt(place) + email.substring(place);
      default -> email.substring(0, email.length() - 1);
    };
  }

  /** Something that is no address: the host or the sign before it is missing. */
  static String brokenEmail(String email, Draws draws) {
    String trimmed = email.strip();
    int at = trimmed.indexOf('@');
    return draws.chance(0.5)
        ? trimmed.substring(0, at + 1)
        : trimmed.substring(0, at) + "." + trimmed.substring(at + 1);
  }

  /** The form in which two addresses are compared. */
  static String normalEmail(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /** One of the usual notations of a number in E.164. */
  static String phone(String e164, Draws draws) {
    String country = e164.substring(1, 3);
    String area = e164.substring(3, e164.length() - 6);
    String first = e164.substring(e164.length() - 6, e164.length() - 3);
    String last = e164.substring(e164.length() - 3);
    boolean abroad = !country.equals("44");
    return switch (draws.below(abroad ? 3 : 6)) {
      case 0 -> e164;
      case 1 -> "+" + country + " " + area + " " + first + " " + last;
      case 2 -> "00" + country + " " + area + first + last;
      case 3 -> "0" + area + " " + first + last;
      case 4 -> "(0" + area + ") " + first + "-" + last;
      default -> "0" + area + first + last;
    };
  }

  /** A name as a clerk entered it. */
  static String name(Person person, Draws draws) {
    return switch (draws.weighted(84, 7, 3, 3, 3)) {
      case 1 -> person.family() + ", " + person.given();
      case 2 -> person.fullName().toUpperCase(Locale.ROOT);
      case 3 -> person.given() + " \"" + person.given().substring(0, 2) + "\" " + person.family();
      case 4 -> "Dr " + person.fullName();
      default -> person.fullName();
    };
  }
}
