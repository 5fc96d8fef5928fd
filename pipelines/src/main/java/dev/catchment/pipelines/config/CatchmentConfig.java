package dev.catchment.pipelines.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contents of {@code catchment.yaml}; what each key means stands in the JSON Schema beside this
 * class and in {@code docs/configuration.md}.
 */
public record CatchmentConfig(
    int version,
    Privacy privacy,
    Map<String, Source> sources,
    Identity identity,
    ProfileSection profile,
    Cluster cluster,
    Map<String, Audience> audiences,
    Map<String, Monitor> monitors) {

  public CatchmentConfig {
    privacy = privacy == null ? new Privacy(null, null) : privacy;
    sources = ordered(sources);
    identity = identity == null ? new Identity(null, null, null, null) : identity;
    profile = profile == null ? new ProfileSection(null, null, null) : profile;
    cluster = cluster == null ? new Cluster(null, null, null, null, null, null) : cluster;
    audiences = ordered(audiences);
    monitors = ordered(monitors);
  }

  /** Section {@code privacy}. */
  public record Privacy(String key, String region) {
    public Privacy {
      region = region == null ? "ZZ" : region;
    }
  }

  /** One entry of section {@code sources}. */
  public record Source(
      String format,
      String input,
      Csv csv,
      Kafka kafka,
      Pubsub pubsub,
      String channel,
      Map<String, String> personal,
      ConsentRule consent,
      Envelope map,
      Map<String, Part> identifiers,
      Map<String, Part> fields,
      Map<String, String> filter,
      String encoding,
      Lines lines,
      Integer compressionRatio,
      Map<String, Expect> expect,
      String duplicates,
      Jdbc jdbc,
      BigQuery bigquery,
      Enrich enrich,
      Explode explode,
      Stream stream) {
    public Source {
      duplicates = duplicates == null ? "drop" : duplicates;
      csv = csv == null ? new Csv(null, null, false) : csv;
      kafka = kafka == null ? new Kafka(null, null, null) : kafka;
      pubsub = pubsub == null ? new Pubsub(null, null) : pubsub;
      personal = ordered(personal);
      identifiers = ordered(identifiers);
      fields = ordered(fields);
      filter = ordered(filter);
      expect = ordered(expect);
      stream = stream == null ? new Stream(null, null, null) : stream;
      enrich = enrich == null ? new Enrich(null, null, null, null) : enrich;
    }
  }

  /** How a CSV source is written. */
  public record Csv(String delimiter, List<String> header, boolean ragged) {
    public Csv {
      delimiter = delimiter == null ? "," : delimiter;
    }
  }

  /** What the lines of a source match: exactly one of the two. */
  public record Lines(String preset, String pattern) {}

  /** A table or query of a database. */
  public record Jdbc(
      String url,
      String table,
      String query,
      String user,
      String passwordFile,
      String partitionColumn,
      Integer partitions) {}

  /** A table or query of BigQuery. */
  public record BigQuery(String table, String query, String method, String tempDataset) {
    public BigQuery {
      method = method == null ? "direct" : method;
    }
  }

  /** How a source that is a Kafka topic is read; the properties may be secret. */
  public record Kafka(String from, Map<String, String> properties, String propertiesFile) {
    public Kafka {
      from = from == null ? "earliest" : from;
      properties = ordered(properties);
    }

    @Override
    public String toString() {
      return "Kafka[from=" + from + "]";
    }
  }

  /** How a source that is a subscription of Pub/Sub is read; the attributes of its messages. */
  public record Pubsub(String idAttribute, String timestampAttribute) {}

  /** How a live job reads a source; spans of time such as {@code 30s}. */
  public record Stream(String delay, String ahead, String horizon) {
    public Stream {
      delay = delay == null ? "5s" : delay;
      ahead = ahead == null ? "1h" : ahead;
      horizon = horizon == null ? "1h" : horizon;
    }
  }

  /** Where a source states consent. */
  public record ConsentRule(String column, List<String> granted) {
    public ConsentRule {
      granted = granted == null ? List.of("yes", "true", "1", "granted") : granted;
    }
  }

  /** The list by which a record becomes several. */
  public record Explode(String column, String separator, String index, String row) {
    public Explode {
      index = index == null ? "index" : index;
    }
  }

  /** The parts of an event that every event has. */
  public record Envelope(
      Part messageId, Part type, Part event, Part timestamp, Part sentAt, Part receivedAt) {}

  /** Where one part of an event comes from; written as a column's name or as an object. */
  public record Part(
      String column,
      List<String> columns,
      String separator,
      String constant,
      String cel,
      @JsonProperty("default") String ifMissing,
      String type,
      Map<String, String> values,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> pattern,
      String zone,
      String unit,
      String decimal,
      String money,
      boolean required,
      Double min,
      Double max,
      List<String> oneOf) {

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Part {
      columns = columns == null ? List.of() : columns;
      values = ordered(values);
      pattern = pattern == null ? List.of() : pattern;
      oneOf = oneOf == null ? List.of() : oneOf;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Part ofColumn(String column) {
      return new Part(column, null);
    }

    /** A part that is always the same text. */
    public static Part ofConstant(String text) {
      return new Part(null, text);
    }

    private Part(String column, String constant) {
      this(
          column, null, null, constant, null, null, null, null, null, null, null, null, null, false,
          null, null, null);
    }
  }

  /** Section {@code identity}. */
  public record Identity(
      List<String> namespaces, List<String> person, Integer maxPeople, Long maxIdentifiers) {
    public Identity {
      namespaces = namespaces == null ? List.of() : namespaces;
      person = person == null ? List.of() : person;
      maxPeople = maxPeople == null ? 1 : maxPeople;
      maxIdentifiers = maxIdentifiers == null ? 20_000_000L : maxIdentifiers;
    }
  }

  /** Section {@code profile}. */
  public record ProfileSection(String asOf, Integer sessions, Map<String, Feature> features) {
    public ProfileSection {
      features = ordered(features);
    }
  }

  /** One entry of {@code profile.features}: exactly one operator, and what it is restricted to. */
  public record Feature(
      String count,
      String sum,
      String mean,
      String min,
      String max,
      String distinct,
      String first,
      String last,
      String recency,
      String share,
      String value,
      Integer sessions,
      String cel,
      String type,
      String where,
      Integer days,
      String from,
      String until) {}

  /** Section {@code cluster}. */
  public record Cluster(
      List<String> features,
      String where,
      Integer k,
      Integer components,
      Boolean standardize,
      Long seed) {}

  /** One entry of section {@code audiences}. */
  public record Audience(String description, String rule, List<String> export) {
    public Audience {
      description = description == null ? "" : description;
      export = export == null ? List.of() : export;
    }
  }

  /** One entry of section {@code monitors}. */
  public record Monitor(
      String description,
      List<String> sources,
      List<String> events,
      String where,
      String key,
      MonitorWindow window,
      String lateness,
      String early,
      String forget,
      String ahead,
      String empty,
      Map<String, Metric> metrics,
      Map<String, AlertSection> alerts) {
    public Monitor {
      sources = sources == null ? List.of() : sources;
      events = events == null ? List.of() : events;
      empty = empty == null ? "skip" : empty;
      metrics = ordered(metrics);
      alerts = ordered(alerts);
    }
  }

  /** The windows of a monitor; spans of time. */
  public record MonitorWindow(String tumbling, String sliding, String every, String session) {}

  /** One entry of {@code monitors.NAME.metrics}: exactly one operator. */
  public record Metric(
      String count,
      String rate,
      String sum,
      String mean,
      String min,
      String max,
      String first,
      String last,
      String distinct,
      String quantile,
      Double at,
      String weighted,
      String by,
      String cel,
      String where) {}

  /** One entry of {@code monitors.NAME.alerts}. */
  public record AlertSection(
      String detector,
      String metric,
      List<String> metrics,
      Map<String, String> settings,
      String severity,
      Integer open,
      Integer close,
      Hold hold,
      String coolDown) {
    public AlertSection {
      settings = ordered(settings);
      severity = severity == null ? "warning" : severity;
      open = open == null ? 1 : open;
      close = close == null ? 1 : close;
      hold = hold == null ? new Hold(null, null, null) : hold;
      coolDown = coolDown == null ? "0s" : coolDown;
    }
  }

  /** What holds an alert open. */
  public record Hold(Double above, Double below, Double score) {
    public Hold {
      above = above == null ? Double.POSITIVE_INFINITY : above;
      below = below == null ? Double.NEGATIVE_INFINITY : below;
      score = score == null ? Double.POSITIVE_INFINITY : score;
    }
  }

  private static <T> Map<String, T> ordered(Map<String, T> entries) {
    return entries == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }
}
