package dev.catchment.pipelines.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes what happens in the app as flat records with field names of their own. */
final class AppTracker {
  private AppTracker() {}

  /**
   * The record of an action.
   *
   * @param customer the customer who is logged in, or null
   * @param campaign the campaign that brought the visit, or null
   * @param test whether it comes from a device of the company's own testers
   */
  static JsonRow record(
      Action action, Touchpoint device, String id, String customer, String campaign, boolean test) {
    ObjectNode record = JsonRow.object();
    record.put("id", id);
    record.put(
        "kind",
        switch (action.kind()) {
          case LOOK -> "screen";
          case TRACK -> "track";
          case IDENTIFY -> "identify";
        });
    if (action.name() != null) {
      record.put("name", action.name());
    }
    record.put("screen", action.place());
    record.put("ts", action.time());
    record.put("device_id", device.id());
    if (customer != null) {
      record.put("customer_id", customer);
    }
    if (action.email() != null) {
      record.put("email", action.email());
    }
    WebTracker.describe(action, record);
    if (campaign != null) {
      record.put("campaign", campaign.substring(0, campaign.indexOf('/')));
    }
    record.put("os", device.agent());
    record.put("app_version", "5.2");
    if (test) {
      record.put("test", true);
    }
    return new JsonRow(record, record, record, "id", "kind", "ts");
  }
}
