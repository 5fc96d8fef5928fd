package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.generate.Truth.Known;
import java.util.HexFormat;
import java.util.List;

/**
 * A browser cookie or app installation through which somebody visits.
 *
 * @param app whether it is an app installation, which is known by a device id, and not a browser
 * @param id the cookie or device id
 * @param shared whether several people use it
 * @param agent the user agent or operating system that it reports
 */
record Touchpoint(boolean app, String id, boolean shared, String agent) {
  static final String BOT_AGENT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 Version/18.2 Safari",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 Mobile",
          "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0");
  private static final List<String> SYSTEMS = List.of("ios", "android");

  /** The browser or app with a number that no other has. */
  static Touchpoint of(boolean app, long seed, long number, boolean shared) {
    long scrambled = Draws.scramble(seed, number);
    List<String> agents = app ? SYSTEMS : BROWSERS;
    return new Touchpoint(
        app,
        (app ? "dev-" : "ck-") + HexFormat.of().toHexDigits(scrambled),
        shared,
        agents.get((int) Math.floorMod(scrambled, (long) agents.size())));
  }

  Known known() {
    return new Known(app ? "device" : "cookie", id, shared);
  }
}
