package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.ArgumentsOptions;
import dev.catchment.pipelines.Option;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.traffic.Span;
import dev.catchment.pipelines.traffic.TrafficSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Function;

/** Makes the task of a stream of what the options say. */
public final class StreamPlan {
  /** The world that the caller knows. */
  public static final String SHOP = "shop";

  private static final int PEOPLE = 10_000;

  private StreamPlan() {}

  /**
   * The task.
   *
   * @param seed the number that all chance is drawn from
   * @param start the first moment as a text, or null for now
   * @param now when the job started
   * @param shop the scene of the world {@link #SHOP}
   * @throws UsageException when an option is wrong or the brokers cannot be reached
   */
  public static Task plan(
      StreamWorldOptions options,
      long seed,
      String start,
      Instant now,
      String output,
      boolean overwrite,
      Function<StreamSpec, Scene> shop) {
    StreamTarget target =
        StreamTarget.of(
            options.getTo(), options.getToProperties() == null ? "" : options.getToProperties());
    if (target.topic().isEmpty() && options.getDuration() == null) {
      throw new UsageException(
          "--to=file needs --duration, such as --duration=1h: a file has an end");
    }
    StreamSpec spec = spec(options, seed, start == null ? now : instant(start));
    Scene scene = isShop(options) ? shop.apply(spec) : world(options).scene(spec);
    double speed = target.topic().isEmpty() ? 0 : options.getSpeed();
    StreamWork work =
        new StreamWork(spec, scene, target, speed, start == null && speed > 0 ? now : null);
    target.check();
    return new StreamTask(spec, options.getWorld(), target, work, output, overwrite);
  }

  private static boolean isShop(StreamWorldOptions options) {
    return options.getWorld().equals(SHOP);
  }

  private static StreamWorld world(StreamWorldOptions options) {
    return StreamWorld.of(options.getWorld());
  }

  private static StreamSpec spec(StreamWorldOptions options, long seed, Instant start) {
    int keys = isShop(options) ? PEOPLE : world(options).keys();
    TrafficSpec traffic;
    try {
      traffic = TrafficSpec.parse(options.getTraffic());
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          "--traffic=%s: %s".formatted(options.getTraffic(), wrong.getMessage()), wrong);
    }
    try {
      return new StreamSpec(
          seed,
          start.toEpochMilli(),
          options.getDuration() == null
              ? Double.POSITIVE_INFINITY
              : Span.seconds(options.getDuration()),
          rate(options.getRate()),
          traffic,
          options.getKeys() == null ? keys : options.getKeys(),
          options.getHotKey(),
          options.getDuplicates(),
          options.getOutOfOrder(),
          options.getLate(),
          Span.seconds(options.getLateBy()),
          options.getPoison(),
          options.getAnomalyEvery().equals(StreamWorldOptions.NEVER)
              ? 0
              : Span.seconds(options.getAnomalyEvery()),
          Span.seconds(options.getAnomalyFor()));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--" + wrong.getMessage(), wrong);
    }
  }

  /** The events a second of a text such as {@code 2000/s}. */
  private static double rate(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? Double.parseDouble(text)
        : Double.parseDouble(text.substring(0, slash))
            / Span.seconds("1" + text.substring(slash + 1));
  }

  private static Instant instant(String start) {
    try {
      return start.contains("T")
          ? Instant.parse(start)
          : LocalDate.parse(start).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException wrong) {
      throw new UsageException(
          "--start=%s is not a date such as 2026-01-01 or a time such as 2026-01-01T12:00:00Z"
              .formatted(start),
          wrong);
    }
  }

  /**
   * Refuses options of a stream where there is none.
   *
   * @throws UsageException naming the first
   */
  public static void checkNone(ArgumentsOptions options) {
    Set<String> given = ArgumentsOptions.given(options);
    for (Option option : Option.of(StreamWorldOptions.class)) {
      if (given.contains(option.name())) {
        throw new UsageException(
            "--%s is for a stream; say where it goes, such as --to=kafka://localhost:9092/events"
                .formatted(option.name()));
      }
    }
  }
}
