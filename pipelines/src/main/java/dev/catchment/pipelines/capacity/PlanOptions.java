package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.traffic.Span;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link PlanJob}. */
public interface PlanOptions extends OverwriteOptions {
  @Description(
      "The events that arrive in a second, without rhythms and bursts. One of --rate, --store and"
          + " --counts is needed.")
  @Parameter(label = "Rate", group = Parameter.Group.INPUT, example = "200", min = 0)
  Double getRate();

  void setRate(Double value);

  @Description(
      "With --rate, how the rate changes: constant, poisson, growth:doubling=90d, daily, weekly,"
          + " bursts:every=10m,last=30s,factor=5, joined by plus signs.")
  @Default.String("poisson")
  @Parameter(label = "Traffic", group = Parameter.Group.INPUT, example = "daily+weekly")
  String getTraffic();

  void setTraffic(String value);

  @Description(
      "An event store whose history tells the traffic, the bytes of an event and the disk in use.")
  @Parameter(
      label = "Store",
      group = Parameter.Group.INPUT,
      example = "store",
      kind = Parameter.Kind.INPUT_FOLDER)
  String getStore();

  void setStore(String value);

  @Description(
      "A CSV or Parquet table whose history tells the traffic: its column time, a date or an ISO"
          + " time in UTC unless it has an offset, says when a count begins, and its column count"
          + " how many events came until the next.")
  @Parameter(
      label = "Counts",
      group = Parameter.Group.INPUT,
      example = "counts.csv",
      kind = Parameter.Kind.INPUT_FILE)
  String getCounts();

  void setCounts(String value);

  @Description(
      "How long a worker takes for an event on average. One of --service, --times and --summary is"
          + " needed.")
  @Parameter(
      label = "Service time",
      group = Parameter.Group.INPUT,
      example = "5ms",
      regex = Span.REGEX,
      wanted = "a length of time")
  String getService();

  void setService(String value);

  @Description(
      "A CSV or Parquet table with a column seconds: how long a worker took for events that were"
          + " measured.")
  @Parameter(
      label = "Measured service times",
      group = Parameter.Group.INPUT,
      example = "times.csv",
      kind = Parameter.Kind.INPUT_FILE)
  String getTimes();

  void setTimes(String value);

  @Description(
      "The summary.json of a run of a job, from which the time of a worker for a record is taken;"
          + " of several runs of one job over inputs of different sizes, separated by commas, the"
          + " time that a start takes is told apart.")
  @Parameter(
      label = "Summaries of runs",
      group = Parameter.Group.INPUT,
      example = "store/summary.json")
  List<String> getSummary();

  void setSummary(List<String> value);

  @Description("How many workers the runs of --summary had; needed with it.")
  @Parameter(
      label = "Workers of the runs",
      group = Parameter.Group.INPUT,
      example = "2",
      min = 1,
      max = 1_000_000)
  Integer getMeasuredWorkers();

  void setMeasuredWorkers(Integer value);

  @Description(
      "The directory that gets summary.json, months.csv, workers.csv, options.txt and report.html.")
  @Validation.Required
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "capacity",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Description("The latency from arrival to end that 99 of 100 events must not exceed.")
  @Default.String("1s")
  @Parameter(
      label = "Wanted p99 latency",
      group = Parameter.Group.METHOD,
      example = "500ms",
      regex = Span.REGEX,
      wanted = "a length of time")
  String getP99();

  void setP99(String value);

  @Description(
      "How much service times differ: variance by the square of the mean; 0 for constant times, 1"
          + " for exponential ones. Not with --times, which tells it.")
  @Default.Double(1)
  @Parameter(
      label = "Variability of service times",
      group = Parameter.Group.METHOD,
      example = "0.5",
      min = 0,
      max = 100)
  double getVariability();

  void setVariability(double value);

  @Description("A number of workers to look at, beside the one that is enough.")
  @Parameter(
      label = "Workers to look at",
      group = Parameter.Group.METHOD,
      example = "4",
      min = 1,
      max = 1_000_000)
  Integer getWorkers();

  void setWorkers(Integer value);

  @Description(
      "Names and shares of lines of events, the one that is served first first; each share is at"
          + " least 0.01, and they make 1.")
  @Parameter(
      label = "Priorities",
      group = Parameter.Group.METHOD,
      example = "urgent=0.1,normal=0.9",
      regex = "[^=,]+=[0-9]+([.][0-9]+)?",
      wanted = "a name and its share")
  List<String> getPriorities();

  void setPriorities(List<String> value);

  @Description(
      "The burst that must be outlasted in the busiest hour: how many times the traffic, and how"
          + " long.")
  @Default.String("3x10m")
  @Parameter(
      label = "Burst",
      group = Parameter.Group.METHOD,
      example = "5x2m",
      regex = Burst.REGEX,
      wanted = "a factor and a length of time")
  String getBurst();

  void setBurst(String value);

  @Description("How long after the burst its backlog may last.")
  @Default.String("30m")
  @Parameter(
      label = "Time to drain",
      group = Parameter.Group.METHOD,
      example = "10m",
      regex = Span.REGEX,
      wanted = "a length of time")
  String getDrain();

  void setDrain(String value);

  @Description("The factor of the second scenario, that of more traffic.")
  @Default.Double(10)
  @Parameter(
      label = "Factor of more traffic",
      group = Parameter.Group.METHOD,
      example = "10",
      min = 1,
      max = 10_000)
  double getScale();

  void setScale(double value);

  @Description(
      "The day on which the plan begins; without it, the day of the run or, where that is later,"
          + " the one after the history.")
  @Parameter(
      label = "First day",
      group = Parameter.Group.METHOD,
      example = "2026-02-01",
      regex = "\\d{4}-\\d{2}-\\d{2}",
      wanted = "a date")
  String getFrom();

  void setFrom(String value);

  @Description("How many months are planned.")
  @Default.Integer(12)
  @Parameter(label = "Months", group = Parameter.Group.METHOD, example = "24", min = 1, max = 60)
  int getMonths();

  void setMonths(int value);

  @Description(
      "The different keys by which events go to workers; 0 where any worker takes any event.")
  @Default.Long(0)
  @Parameter(label = "Keys", group = Parameter.Group.METHOD, example = "200000", min = 0)
  long getKeys();

  void setKeys(long value);

  @Description(
      "How unequal the keys are: the n-th has a part of events in proportion to n to the power of"
          + " minus this; 0 for equal ones.")
  @Default.Double(0)
  @Parameter(
      label = "Skew of keys",
      group = Parameter.Group.METHOD,
      example = "1",
      min = 0,
      max = 5)
  double getSkew();

  void setSkew(double value);

  @Description("The cores of a machine, for the options of the runners.")
  @Default.Integer(4)
  @Parameter(
      label = "Cores of a machine",
      group = Parameter.Group.METHOD,
      example = "8",
      min = 1,
      max = 1024)
  int getCores();

  void setCores(int value);

  @Description("The number that all chance is drawn from; the same one gives the same plan.")
  @Default.Long(0)
  @Parameter(label = "Seed", group = Parameter.Group.METHOD, example = "7")
  long getSeed();

  void setSeed(long value);

  @Description(
      "The bytes of an event before compression; with --compression they tell those of a stored"
          + " one. Without it those of --store, or no disk is planned.")
  @Parameter(
      label = "Bytes of an event",
      group = Parameter.Group.METHOD,
      example = "600",
      min = 1,
      max = 1_000_000_000)
  Double getEventBytes();

  void setEventBytes(Double value);

  @Description("How many times smaller an event is stored than --eventBytes.")
  @Default.Double(1)
  @Parameter(
      label = "Compression",
      group = Parameter.Group.METHOD,
      example = "6",
      min = 0.1,
      max = 1000)
  double getCompression();

  void setCompression(double value);

  @Description("How many days events are kept; 0 for ever.")
  @Default.Integer(0)
  @Parameter(
      label = "Retention in days",
      group = Parameter.Group.METHOD,
      example = "400",
      min = 0,
      max = 36_500)
  int getRetention();

  void setRetention(int value);

  @Description("How many copies of each event the disks hold.")
  @Default.Integer(1)
  @Parameter(label = "Copies", group = Parameter.Group.METHOD, example = "3", min = 1, max = 10)
  int getCopies();

  void setCopies(int value);

  @Description(
      "The files that are written for a day; without it those of the last days of --store, or 24.")
  @Parameter(
      label = "Files a day",
      group = Parameter.Group.METHOD,
      example = "96",
      min = 1,
      max = 1_000_000)
  Integer getFilesPerDay();

  void setFilesPerDay(Integer value);

  @Description("What a worker costs in an hour.")
  @Default.Double(0)
  @Parameter(label = "Price of a worker", group = Parameter.Group.METHOD, example = "0.05", min = 0)
  double getWorkerPrice();

  void setWorkerPrice(double value);

  @Description("What a gigabyte of disk, a billion bytes, costs in a month.")
  @Default.Double(0)
  @Parameter(label = "Price of disk", group = Parameter.Group.METHOD, example = "0.02", min = 0)
  double getDiskPrice();

  void setDiskPrice(double value);
}
