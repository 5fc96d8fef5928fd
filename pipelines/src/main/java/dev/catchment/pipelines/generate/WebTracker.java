package dev.catchment.pipelines.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/** Writes what happens on the web site as calls of the Segment specification. */
final class WebTracker {
  private WebTracker() {}

  /**
   * The call for an action.
   *
   * @param customer the customer who is logged in, or null
   * @param campaign the campaign that brought the visit, or null
   * @param arrival when the collector receives it
   */
  static JsonRow call(
      Action action,
      Touchpoint browser,
      String messageId,
      String customer,
      String campaign,
      long arrival) {
    ObjectNode call = JsonRow.object();
    call.put("messageId", messageId);
    call.put(
        "type",
        switch (action.kind()) {
          case LOOK -> "page";
          case TRACK -> "track";
          case IDENTIFY -> "identify";
        });
    if (action.name() != null) {
      call.put("event", action.name());
    }
    call.put("anonymousId", browser.id());
    if (customer != null) {
      call.put("userId", customer);
    }
    call.put("timestamp", Instant.ofEpochMilli(action.time()).toString());
    call.put("sentAt", Instant.ofEpochMilli(Math.max(action.time(), arrival - 80)).toString());
    call.put("receivedAt", Instant.ofEpochMilli(arrival).toString());
    ObjectNode context = call.putObject("context");
    context.putObject("page").put("path", path(action)).put("referrer", referrer(campaign));
    if (campaign != null) {
      String source = campaign.substring(0, campaign.indexOf('/'));
      String medium = campaign.substring(campaign.indexOf('/') + 1);
      context
          .putObject("campaign")
          .put("source", source)
          .put("medium", medium)
          .put("name", "spring-" + source);
    }
    context.put("userAgent", browser.agent());
    ObjectNode traits = context.putObject("traits");
    if (action.email() != null) {
      traits.put("email", action.email());
    }
    ObjectNode properties = call.putObject("properties");
    describe(action, properties);
    return new JsonRow(call, properties, traits, "messageId", "type", "timestamp");
  }

  /** Puts what the action is about into an object. */
  static void describe(Action action, ObjectNode into) {
    if (action.product() != null) {
      into.put("product", action.product().sku());
      into.put("category", action.product().category());
      into.put("price", BigDecimal.valueOf(action.pence(), 2));
    }
    if (action.quantity() > 0) {
      into.put("quantity", action.quantity());
    }
    if (action.order() != null) {
      into.put("order_id", action.order());
    }
  }

  private static String path(Action action) {
    String place = action.place();
    return action.product() == null
        ? "/" + (place.equals("home") ? "" : place)
        : "/products/" + action.product().sku().toLowerCase(Locale.ROOT);
  }

  private static String referrer(String campaign) {
    return campaign != null && campaign.startsWith("google") ? "https://www.google.com/" : "";
  }
}
