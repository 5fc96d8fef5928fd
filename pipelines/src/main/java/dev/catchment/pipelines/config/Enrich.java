package dev.catchment.pipelines.config;

import java.util.List;

/** Section {@code enrich} of a source: which columns are looked into. */
public record Enrich(
    AgentPart agent, CampaignPart campaign, ReferrerPart referrer, TrafficPart traffic) {
  /** The user agent. */
  public record AgentPart(String userAgent, List<String> bots) {
    public AgentPart {
      bots = bots == null ? List.of() : bots;
    }
  }

  /** The address of the page. */
  public record CampaignPart(String url) {}

  /** The address of the page before. */
  public record ReferrerPart(String url, List<String> internal) {
    public ReferrerPart {
      internal = internal == null ? List.of() : internal;
    }
  }

  /** The IP address. */
  public record TrafficPart(String address, List<String> internal) {
    public TrafficPart {
      internal = internal == null ? List.of() : internal;
    }
  }
}
