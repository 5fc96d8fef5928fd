package dev.catchment.enrich;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.re2j.Pattern;
import java.util.Locale;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * What a user agent says of itself, by the patterns of the ua-parser project, and what follows from
 * it. A part that is not known is null.
 *
 * <p>Parsing takes about a millisecond, so the {@value #MOST_KNOWN} agents used last are remembered
 * for all steps of a worker: about 10 MB. An agent is cut at {@value #LONGEST} characters, which
 * bounds the time of its patterns.
 *
 * @param browser such as {@code Chrome Mobile}
 * @param browserVersion its major version
 * @param os such as {@code Android}
 * @param osVersion its major version
 * @param deviceClass {@code desktop}, {@code phone}, {@code tablet}, {@code tv} or {@code robot}
 * @param isBot whether it is a robot that says so, or a program and no browser
 */
record Agent(
    String browser,
    String browserVersion,
    String os,
    String osVersion,
    String deviceClass,
    boolean isBot) {
  private static final int MOST_KNOWN = 20_000;
  private static final int LONGEST = 512;

  /** Words of robots and of the libraries that programs fetch pages with. */
  private static final Pattern ROBOT =
      Pattern.compile(
          "bot\\b|bot/|crawl|spider|slurp|scrap|archiver|monitor|uptime|pingdom|lighthouse"
              + "|headless|phantomjs|selenium|puppeteer|playwright"
              + "|^(curl|wget|java|python|okhttp|go-http|apache-http|libwww|axios|node|ruby|perl"
              + "|php|postman|httpie|facebookexternalhit|whatsapp|mediapartners|feedfetcher)");

  /** A maker of telephones. */
  private static final String NO_ROBOT = "cubot";

  private static final Pattern TELEVISION =
      Pattern.compile(
          "smart-?tv|smarttv|googletv|appletv|apple tv|hbbtv|aft[a-z]{1,4}\\b|bravia|roku");

  /** One parser for the whole worker; it has no state. */
  private static final class Known {
    private static final Parser PARSER = new Parser();
    private static final LoadingCache<String, Agent> CACHE =
        CacheBuilder.newBuilder()
            .maximumSize(MOST_KNOWN)
            .build(CacheLoader.from(text -> parse(PARSER, text)));
  }

  /** The agent of a text. */
  static Agent of(String text) {
    return Known.CACHE.getUnchecked(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
  }

  private static Agent parse(Parser parser, String text) {
    Client client = parser.parse(text);
    String lower = text.toLowerCase(Locale.ROOT);
    String device = client.device.family;
    boolean isBot = "Spider".equals(device) || ROBOT.matcher(lower.replace(NO_ROBOT, "")).find();
    String os = known(client.os.family);
    return new Agent(
        known(client.userAgent.family),
        known(client.userAgent.major),
        os,
        known(client.os.major),
        isBot ? "robot" : deviceClass(lower, os),
        isBot);
  }

  /** By the words that browsers agree on: a phone says mobile, a tablet with Android does not. */
  private static String deviceClass(String lower, String os) {
    if (TELEVISION.matcher(lower).find()) {
      return "tv";
    }
    if (lower.contains("ipad") || lower.contains("tablet") || lower.contains("kindle")) {
      return "tablet";
    }
    if (lower.contains("android") && !lower.contains("mobile")) {
      return "tablet";
    }
    if (lower.contains("iphone") || lower.contains("ipod") || lower.contains("mobi")) {
      return "phone";
    }
    return os == null ? null : "desktop";
  }

  private static String known(String text) {
    return text == null || text.isEmpty() || text.equals("Other") ? null : text;
  }
}
