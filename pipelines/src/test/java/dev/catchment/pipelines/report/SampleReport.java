package dev.catchment.pipelines.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A report of a made-up run that looks like a real one. */
final class SampleReport {
  static final Run RUN =
      new Run(
          "0.1.0",
          "world/catchment.yaml",
          Instant.parse("2026-03-31T06:05:00Z"),
          41.7,
          "./catchment demo --people=2000 --days=90 --seed=7 --output=demo-output");
  static final List<RejectedReason> REJECTED =
      List.of(
          new RejectedReason("web", "invalid_json", 212, "web/2026-01-14.jsonl.gz:3381"),
          new RejectedReason("web", "invalid_timestamp", 164, "web/2026-02-02.jsonl.gz:127"),
          new RejectedReason("app", "missing_message_id", 97, "app/2026-01-29.jsonl:88"),
          new RejectedReason("orders", "negative_amount", 58, "orders.csv:1207"),
          new RejectedReason("orders", "wrong_number_of_columns", 31, "orders.csv:4410"),
          new RejectedReason("orders", "invalid_timestamp", 23, "orders.csv:902"),
          new RejectedReason("crm", "invalid_email", 19, "crm.csv:311"));

  static final List<ExpectationRow> EXPECTATIONS =
      List.of(
          row("web", "cookie-known", "identifiers.cookie", "not null", 0.9931, 0.99, true, ""),
          row(
              "web",
              "page-format",
              "properties.page",
              "matches /[a-z/-]*",
              0.9412,
              1,
              true,
              "web/2026-01-14.jsonl.gz:3381"),
          row(
              "orders",
              "price-sane",
              "properties.price",
              "from 0.01 to 10000",
              0.9998,
              1,
              false,
              "orders.csv:902"),
          row("orders", "one-each", "messageId", "unique", 1, 1, true, ""),
          new ExpectationRow(
              "crm",
              "enough",
              "",
              "at least 2000 rows",
              "2,014 rows",
              Double.NaN,
              Double.NaN,
              true,
              true,
              ""));

  private SampleReport() {}

  private static ExpectationRow row(
      String source,
      String name,
      String field,
      String check,
      double share,
      double mostly,
      boolean required,
      String example) {
    String observed = "%d of 10,000 are not".formatted(Math.round((1 - share) * 10_000));
    return new ExpectationRow(
        source, name, field, check, observed, share, mostly, required, share >= mostly, example);
  }

  static Report report() {
    return Report.of("From raw channels to audiences", RUN)
        .withFunnel(funnel())
        .withRejected(REJECTED)
        .withExpectations(EXPECTATIONS)
        .withScore(new Score(0.9987, 0.9731, 612, 604, 0.8842))
        .withChannels(channels())
        .withPeople(2014)
        .withIdentities(identities())
        .withClusters(clusters())
        .withLookalike(lookalike())
        .withAudiences(audiences());
  }

  /** A report of new data that an earlier model was applied to. */
  static Report drifted() {
    return Report.of("Clusters of customers", RUN).withClusters(clusters().withDrift(drift()));
  }

  static Funnel funnel() {
    return new Funnel(
        new FunnelRow("all", 187_204, 9_412, 3_180, 604, 2_271),
        List.of(
            new FunnelRow("web", 121_883, 6_820, 3_180, 376, 1_544),
            new FunnelRow("app", 52_310, 2_188, 0, 97, 610),
            new FunnelRow("orders", 10_997, 270, 0, 112, 96),
            new FunnelRow("crm", 2_014, 134, 0, 19, 21)),
        List.of(new NamedCount("known_robots", 2_702), new NamedCount("staff_network", 478)));
  }

  static List<ChannelDay> channels() {
    Random random = new Random(7);
    List<ChannelDay> days = new ArrayList<>();
    LocalDate first = LocalDate.of(2026, 1, 1);
    for (int i = 0; i < 90; i++) {
      LocalDate day = first.plusDays(i);
      double week = day.getDayOfWeek().getValue() > 5 ? 0.7 : 1 + 0.05 * random.nextGaussian();
      days.add(new ChannelDay(day, "web", Math.round(1230 * week * (1 + i / 300d))));
      days.add(new ChannelDay(day, "app", Math.round(540 / week * (1 + i / 150d))));
      days.add(new ChannelDay(day, "orders", Math.round(116 * week)));
      if (i % 7 == 0) {
        days.add(new ChannelDay(day, "crm", 130 + random.nextInt(20)));
      }
    }
    return days;
  }

  static IdentitySection identities() {
    return new IdentitySection(
        List.of(
            new NamedCount("cookie", 4_811),
            new NamedCount("device", 1_702),
            new NamedCount("email", 2_038),
            new NamedCount("phone", 1_377),
            new NamedCount("customer", 1_921)),
        2_014,
        17,
        List.of(
            new NamedCount("1", 148),
            new NamedCount("2", 211),
            new NamedCount("3 to 4", 612),
            new NamedCount("5 to 8", 803),
            new NamedCount("9 or more", 240)));
  }

  static ClusterSection clusters() {
    double[][] centres = {{-1.9, -0.6}, {2.8, -0.4}, {0.2, 2.4}, {0.6, -2.5}};
    double[] spread = {0.55, 0.8, 0.6, 0.5};
    long[] sizes = {1_004, 322, 391, 297};
    Random random = new Random(11);
    List<ClusterPoint> points = new ArrayList<>();
    for (int i = 0; i < 2014; i++) {
      int cluster = i % 20 < 10 ? 0 : i % 20 < 13 ? 1 : i % 20 < 17 ? 2 : 3;
      points.add(
          new ClusterPoint(
              centres[cluster][0] + spread[cluster] * random.nextGaussian(),
              centres[cluster][1] + spread[cluster] * random.nextGaussian(),
              cluster));
    }
    return new ClusterSection(
            points,
            IntStream.range(0, 4)
                .mapToObj(i -> new ClusterPoint(centres[i][0], centres[i][1], i))
                .toList(),
            List.of(0.412, 0.237),
            IntStream.range(0, 4).mapToObj(i -> sizes[i]).toList(),
            List.of(
                "orders_90d",
                "money_90d",
                "recency_days",
                "sessions_30d",
                "share_mobile",
                "distinct_categories",
                "mean_basket",
                "night_share"),
            List.of(
                List.of(-0.61, -0.58, 0.72, -0.44, -0.12, -0.49, -0.22, 0.0),
                List.of(1.87, 2.31, -0.93, 0.66, -0.31, 1.12, 1.64, -0.18),
                List.of(0.12, -0.08, -0.51, 1.42, 1.38, 0.41, -0.36, 0.27),
                List.of(-0.12, -0.41, -0.78, 0.05, -1.01, -0.1, -0.52, 1.93)),
            List.of(
                "recency_days 1.9 times the average (effect +0.7); 50% of profiles, 22% of money_90d",
                "money_90d 3.4 times the average (effect +2.3); mostly channel=app (83% against 31%);"
                    + " 16% of profiles, 54% of money_90d",
                "sessions_30d 2.1 times the average (effect +1.4)",
                "night_share 1.9 standard deviations above the average"))
        .withNoun(new RowNoun("profile", "profiles"))
        .withMeans(means())
        .withQuality(quality());
  }

  static LookalikeSection lookalike() {
    return new LookalikeSection(
        72,
        1_942,
        72,
        0.812,
        true,
        IntStream.rangeClosed(1, 100)
            .mapToObj(
                percent -> {
                  double reach = percent / 100d;
                  double recall = Math.pow(reach, 0.3);
                  return new LookalikeSection.Point(
                      reach, 1942L * percent / 100, recall, 0.036 * recall / reach, recall / reach);
                })
            .toList(),
        List.of(
            effect("orders_90d", "2.31", "multiplies the odds by 2.1", 0.742, 5.1, 1.2),
            effect("recency_days", "21.4", "divides the odds by 1.64", -0.493, 8.2, 31.7),
            effect("sessions_30d", "6.02", "multiplies the odds by 1.2", 0.183, 9.7, 6.3),
            effect("night_share", "0.17", "divides the odds by 1.02", -0.021, 0.21, 0.22)),
        List.of("site_version"));
  }

  private static LookalikeSection.Effect effect(
      String name, String deviation, String words, double weight, double seeds, double others) {
    return new LookalikeSection.Effect(
        name, "each standard deviation (" + deviation + ") more " + words, weight, seeds, others);
  }

  static List<AudienceRow> audiences() {
    return List.of(
        new AudienceRow(
            "high_value",
            "Spent most in the last 90 days and came back within a month.",
            "profile.money_90d > 400.0 && profile.recency_days <= 30",
            248,
            0.1231),
        new AudienceRow(
            "win_back",
            "Bought before, silent since.",
            "profile.orders_90d >= 1 && profile.recency_days > 45",
            512,
            0.2542),
        new AudienceRow(
            "mobile_browsers",
            "Look around in the app and do not buy.",
            "cluster == 2 && profile.orders_90d == 0",
            177,
            0.0879),
        new AudienceRow("everyone_new", "", "profile.first_seen_days <= 14", 63, 0.0313));
  }

  private static ClusterMeans means() {
    return new ClusterMeans(
        List.of(2.14, 161.2, 31.7, 7.2, 0.534, 2.91, 48.3, 0.062),
        List.of(
            List.of(0.71, 52.8, 60.2, 4.1, 0.49, 1.8, 41.7, 0.062),
            List.of(6.96, 548.1, 4.9, 11.9, 0.42, 5.44, 97.6, 0.051),
            List.of(2.41, 146.3, 17.8, 15.4, 0.981, 3.83, 37.5, 0.08),
            List.of(1.89, 84.6, 9.3, 7.5, 0.16, 2.69, 32.7, 0.000214)));
  }

  static ClusterQuality quality() {
    return ClusterQuality.NONE
        .withSilhouette(0.5612)
        .withSeparation(0.7134, 1821.4)
        .withCurve(
            List.of(
                new KCandidate(2, 0.4123, 9_812.4),
                new KCandidate(3, 0.5034, 6_377.1),
                new KCandidate(4, 0.5612, 4_120.8),
                new KCandidate(5, 0.5201, 3_702.2),
                new KCandidate(6, 0.4417, 3_388.9),
                new KCandidate(7, 0.4302, 3_150.3),
                new KCandidate(8, 0.4391, 2_961.7)))
        .withStability(List.of(0.97, 0.91, 0.72, 0.483))
        .withOutliers(26, 2_014);
  }

  /** Clusters of which the report shows sizes and the numbers of clusters that were tried. */
  static ClusterSection curve() {
    return new ClusterSection(
            List.of(),
            List.of(),
            List.of(),
            List.of(3L, 2L, 1L, 1L),
            List.of(),
            List.of(),
            List.of())
        .withQuality(ClusterQuality.NONE.withCurve(quality().curve()));
  }

  static ClusterDrift drift() {
    return new ClusterDrift(
        0.0412,
        List.of(512L, 201L, 160L, 140L),
        List.of(
            drift("orders_90d", 0.031, 0.02, 0.04, 0.08, 0.01),
            drift("money_90d", 0.163, 0.05, 0.31, 0.12, 0.07),
            drift("recency_days", 0.412, 0.62, 0.11, 0.22, 0.08),
            drift("share_mobile", 0.007, 0.01, 0.01, 0.0, 0.03),
            drift("night_share", Double.NaN, 0.0, 0.05, 0.02, Double.NaN)));
  }

  private static FeatureDrift drift(String name, double index, Double... byCluster) {
    return new FeatureDrift(name, index, List.of(byCluster));
  }
}
