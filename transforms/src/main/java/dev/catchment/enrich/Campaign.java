package dev.catchment.enrich;

import java.util.List;
import java.util.Map;

/** What a page's address says of the campaign that led to it: {@code utm_} and click ids. */
final class Campaign {
  /** The parameters in which advertising networks pass the id of a click, and the networks. */
  private static final List<Map.Entry<String, String>> CLICKS =
      List.of(
          Map.entry("gclid", "google"),
          Map.entry("gbraid", "google"),
          Map.entry("wbraid", "google"),
          Map.entry("dclid", "google"),
          Map.entry("fbclid", "facebook"),
          Map.entry("msclkid", "microsoft"),
          Map.entry("ttclid", "tiktok"),
          Map.entry("twclid", "x"),
          Map.entry("li_fat_id", "linkedin"),
          Map.entry("epik", "pinterest"),
          Map.entry("sccid", "snapchat"),
          Map.entry("rdt_cid", "reddit"),
          Map.entry("yclid", "yandex"));

  private Campaign() {}

  /** A part of the campaign, or null. */
  static String part(Url url, String name) {
    return switch (name) {
      case "source", "medium", "term", "content", "id" -> url.query().get("utm_" + name);
      case "name" -> url.query().get("utm_campaign");
      case "clickId" -> click(url) == null ? null : url.query().get(click(url).getKey());
      case "clickNetwork" -> click(url) == null ? null : click(url).getValue();
      default -> throw new IllegalArgumentException("a campaign has no " + name);
    };
  }

  private static Map.Entry<String, String> click(Url url) {
    return CLICKS.stream()
        .filter(click -> url.query().containsKey(click.getKey()))
        .findFirst()
        .orElse(null);
  }
}
