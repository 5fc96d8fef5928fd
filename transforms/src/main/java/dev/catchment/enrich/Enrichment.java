package dev.catchment.enrich;

import java.io.Serializable;
import java.util.List;

/**
 * Which columns of a source are looked into, and which columns are made of them. A column is given
 * by its slot, -1 where there is none.
 *
 * @param agent the user agent
 * @param bots texts that tell a robot by being part of its user agent, in any case
 * @param page the address of the page
 * @param referrer the address of the page before
 * @param ownHosts hosts that are one's own as referrers, with all below them
 * @param address the IP address
 * @param ownRanges the ranges of addresses whose traffic is one's own
 * @param wanted the names of the columns that are made, of {@link #COLUMNS}
 */
public record Enrichment(
    int agent,
    List<String> bots,
    int page,
    int referrer,
    List<String> ownHosts,
    int address,
    List<String> ownRanges,
    List<String> wanted)
    implements Serializable {
  /** The names of all columns that can be made. */
  public static final List<String> COLUMNS =
      List.of(
          "agent.browser",
          "agent.browserVersion",
          "agent.os",
          "agent.osVersion",
          "agent.deviceClass",
          "agent.isBot",
          "campaign.source",
          "campaign.medium",
          "campaign.name",
          "campaign.term",
          "campaign.content",
          "campaign.id",
          "campaign.clickId",
          "campaign.clickNetwork",
          "referrer.host",
          "referrer.medium",
          "referrer.name",
          "traffic.isInternal");

  public Enrichment {
    bots = List.copyOf(bots);
    ownHosts = List.copyOf(ownHosts);
    ownRanges = List.copyOf(ownRanges);
    wanted = List.copyOf(wanted);
  }
}
