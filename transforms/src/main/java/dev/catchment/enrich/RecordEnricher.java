package dev.catchment.enrich;

import dev.catchment.model.RawRecord;
import java.util.List;
import java.util.Locale;

/**
 * Makes columns of other columns of a record: what a user agent, a page's address, a referrer and
 * an IP address say. What cannot be read gives missing columns and never a rejected record. Not
 * thread-safe.
 *
 * <p>It comes before personal columns are pseudonymised, since a pseudonym says nothing any more;
 * only what it makes of them goes on.
 */
public final class RecordEnricher {
  private final Enrichment enrichment;
  private final List<String> bots;
  private final Referrers referrers;
  private final NetworkRanges ownRanges;

  /** Makes the columns that are wanted. */
  public RecordEnricher(Enrichment enrichment) {
    this.enrichment = enrichment;
    this.bots = enrichment.bots().stream().map(bot -> bot.toLowerCase(Locale.ROOT)).toList();
    this.referrers = new Referrers(enrichment.ownHosts());
    this.ownRanges = NetworkRanges.of(enrichment.ownRanges());
  }

  /** The record with the columns that are made, at the slots from {@link RawRecord#DERIVED} on. */
  public RawRecord enrich(RawRecord record) {
    String[] made = new String[enrichment.wanted().size()];
    Look look = new Look(record);
    for (int index = 0; index < made.length; index++) {
      made[index] = look.at(enrichment.wanted().get(index));
    }
    return record.withDerived(made);
  }

  /** Looks into one record, into each of its columns at most once. */
  private final class Look {
    private final RawRecord record;
    private Agent agent;
    private Url page;
    private Url referrer;

    Look(RawRecord record) {
      this.record = record;
    }

    String at(String name) {
      String part = name.substring(name.indexOf('.') + 1);
      return switch (name.substring(0, name.indexOf('.'))) {
        case "agent" -> agent(part);
        case "campaign" -> campaign(part);
        case "referrer" -> referrer(part);
        default -> isInternal();
      };
    }

    private String agent(String part) {
      String text = column(enrichment.agent());
      if (text == null) {
        return null;
      }
      if (agent == null) {
        agent = Agent.of(text);
      }
      return switch (part) {
        case "browser" -> agent.browser();
        case "browserVersion" -> agent.browserVersion();
        case "os" -> agent.os();
        case "osVersion" -> agent.osVersion();
        case "deviceClass" -> isOwnBot(text) ? "robot" : agent.deviceClass();
        default -> Boolean.toString(agent.isBot() || isOwnBot(text));
      };
    }

    private boolean isOwnBot(String text) {
      String lower = bots.isEmpty() ? text : text.toLowerCase(Locale.ROOT);
      return bots.stream().anyMatch(lower::contains);
    }

    private String campaign(String part) {
      String text = column(enrichment.page());
      if (text == null) {
        return null;
      }
      if (page == null) {
        page = Url.of(text);
      }
      return Campaign.part(page, part);
    }

    private String referrer(String part) {
      String text = column(enrichment.referrer());
      if (text == null) {
        return null;
      }
      if (referrer == null) {
        referrer = Url.of(text);
      }
      if (referrer.host() == null) {
        return null;
      }
      return switch (part) {
        case "host" -> referrer.host();
        case "medium" -> referrers.of(referrer.host()).medium();
        default -> referrers.of(referrer.host()).name();
      };
    }

    private String isInternal() {
      String text = column(enrichment.address());
      return text == null ? null : ownRanges.contain(text).map(String::valueOf).orElse(null);
    }

    private String column(int slot) {
      return slot < 0 ? null : record.column(slot);
    }
  }
}
