package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.Parameter.Choice;
import dev.catchment.pipelines.Parameter.Group;
import dev.catchment.pipelines.traffic.Span;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** The options of a world that is sent as a stream. */
public interface StreamWorldOptions extends PipelineOptions {
  /** What {@code anomalyEvery} says of a stream without anomalies. */
  String NEVER = "never";

  @Description(
      "Sends a stream in the place of files: to a Kafka topic, such as"
          + " kafka://localhost:9092/events, which is made if it does not exist; or to the word file,"
          + " messages.jsonl in the output folder, as fast as it can be written.")
  @Parameter(
      label = "Topic of the stream",
      group = Group.STREAM,
      example = "kafka://localhost:9092/events")
  String getTo();

  void setTo(String value);

  @Description(
      "The file with settings of the Kafka client, such as those of its security, name=value a line.")
  @Parameter(label = "Settings of Kafka", group = Group.STREAM, example = "kafka.properties")
  String getToProperties();

  void setToProperties(String value);

  @Description("What the stream is of.")
  @Default.String("shop")
  @Parameter(
      label = "World",
      group = Group.STREAM,
      example = "operations",
      values = {
        @Choice(value = "shop", label = "What people do in a shop, as calls of the Segment spec"),
        @Choice(value = "operations", label = "Requests to services"),
        @Choice(value = "trades", label = "Trades of symbols"),
        @Choice(value = "sensors", label = "Readings of sensors"),
        @Choice(value = "campaigns", label = "What advertising campaigns cost and bring")
      })
  String getWorld();

  void setWorld(String value);

  @Description("The events a second of the stream's own time (/s, /m, /h, /d), before its shapes.")
  @Default.String("100/s")
  @Parameter(
      label = "Rate",
      group = Group.STREAM,
      example = "2000/s",
      regex = "[0-9]+([.][0-9]+)?(/[smhd])?",
      wanted = "a rate")
  String getRate();

  void setRate(String value);

  @Description(
      "The shapes of the traffic, joined by +: constant (even distances), poisson,"
          + " growth:doubling=30d, daily:swing=1, weekly:swing=1,"
          + " bursts:every=10m,last=30s,factor=5.")
  @Default.String("poisson")
  @Parameter(label = "Traffic", group = Group.STREAM, example = "daily+bursts:factor=8")
  String getTraffic();

  void setTraffic(String value);

  @Description(
      "How long the stream lasts in its own time, such as 90s, 10m, 2h or 1d; without it, until it is"
          + " stopped.")
  @Parameter(
      label = "Duration",
      group = Group.STREAM,
      example = "10m",
      regex = Span.REGEX,
      wanted = "a length of time")
  String getDuration();

  void setDuration(String value);

  @Description(
      "How many seconds of the stream's own time pass in one second; 0 for as many as can be sent.")
  @Default.Double(1)
  @Parameter(label = "Speed", group = Group.STREAM, example = "60", min = 0, max = 1_000_000)
  double getSpeed();

  void setSpeed(double value);

  @Description(
      "How many keys there are: people (10000 unless given), services (20), symbols (50), sensors"
          + " (100) or campaigns (30).")
  @Parameter(label = "Keys", group = Group.STREAM, example = "1000000", min = 1, max = 10_000_000)
  Integer getKeys();

  void setKeys(Integer value);

  @Description(
      "The share of the events that the first key has, beside its equal part of the others.")
  @Default.Double(0)
  @Parameter(label = "Share of a hot key", group = Group.STREAM, example = "0.5", min = 0, max = 1)
  double getHotKey();

  void setHotKey(double value);

  @Description("The share of the events that are sent twice, the second time within a minute.")
  @Default.Double(0)
  @Parameter(label = "Duplicates", group = Group.STREAM, example = "0.01", min = 0, max = 1)
  double getDuplicates();

  void setDuplicates(double value);

  @Description("The share of the events that are sent up to 5 seconds after later ones.")
  @Default.Double(0)
  @Parameter(label = "Out of order", group = Group.STREAM, example = "0.1", min = 0, max = 1)
  double getOutOfOrder();

  void setOutOfOrder(double value);

  @Description("The share of the events that are sent late, by at least 30 seconds.")
  @Default.Double(0)
  @Parameter(label = "Late events", group = Group.STREAM, example = "0.01", min = 0, max = 1)
  double getLate();

  void setLate(double value);

  @Description("How late late events are at most; they wait in memory.")
  @Default.String("10m")
  @Parameter(
      label = "Most lateness",
      group = Group.STREAM,
      example = "1h",
      regex = Span.REGEX,
      wanted = "a length of time")
  String getLateBy();

  void setLateBy(String value);

  @Description("The share of the messages that are no event: no JSON, no UTF-8, or without a time.")
  @Default.Double(0)
  @Parameter(label = "Poison", group = Group.STREAM, example = "0.001", min = 0, max = 1)
  double getPoison();

  void setPoison(double value);

  @Description(
      "Plants an anomaly in each span of this length but the first, such as 10m; never for none.")
  @Default.String(NEVER)
  @Parameter(
      label = "An anomaly in every",
      group = Group.STREAM,
      example = "10m",
      regex = Span.REGEX + "|" + NEVER,
      wanted = "a length of time or never")
  String getAnomalyEvery();

  void setAnomalyEvery(String value);

  @Description("How long an anomaly lasts.")
  @Default.String("1m")
  @Parameter(
      label = "Length of an anomaly",
      group = Group.STREAM,
      example = "2m",
      regex = Span.REGEX,
      wanted = "a length of time")
  String getAnomalyFor();

  void setAnomalyFor(String value);
}
