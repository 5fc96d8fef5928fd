package dev.catchment.pipelines.query;

import dev.catchment.pipelines.PipelineWork;
import dev.catchment.pipelines.RefusedOptions;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.stream.Destination;
import dev.catchment.pipelines.stream.StreamOptions;
import dev.catchment.write.JdbcTarget;
import java.time.Instant;
import java.util.Optional;

/** Decides what is to be done, by what the options ask for. */
final class QueryPlanner {
  private static final String BIGQUERY = "bigquery:";

  private final QueryOptions options;
  private final Instant start;
  private final boolean isLive;
  private final String folder;

  /**
   * Plans a query.
   *
   * @param folder where rows that are only shown are written
   */
  QueryPlanner(QueryOptions options, Instant start, boolean isLive, String folder) {
    this.options = options;
    this.start = start;
    this.isLive = isLive;
    this.folder = folder;
  }

  /** Whether the result is shown and kept nowhere. */
  static boolean isOnlyShown(QueryOptions options) {
    return options.getShow() != null && options.getOutput() == null;
  }

  /**
   * The work.
   *
   * @throws UsageException when it cannot be done
   */
  PipelineWork plan() {
    if (options.getOutput() == null && (options.getShow() == null || isLive)) {
      throw new UsageException(
          isLive
              ? "a query of topics goes on until it is stopped; say where its rows go with --output=kafka://HOST:PORT/TOPIC or --output=FOLDER"
              : "say where the result goes with --output=FOLDER or --output=FILE.csv, or look at it with --show=20");
    }
    checkOptions();
    QueryPlan plan = Statements.plan(options);
    Optional<Picture> picture =
        Optional.ofNullable(options.getPlot()).map(text -> Picture.of(text, plan.type()));
    if (isLive) {
      StreamOptions stream = options.as(StreamOptions.class);
      return new LiveQueryTask(
          plan,
          Destination.of(options.getOutput(), stream),
          Optional.ofNullable(options.getRejected()).map(place -> Destination.of(place, stream)),
          start);
    }
    return new QueryTask(
        options,
        plan,
        place(plan),
        picture,
        options.getShow() == null ? 0 : options.getShow(),
        isOnlyShown(options),
        start);
  }

  private ResultPlace place(QueryPlan plan) {
    String output = isOnlyShown(options) ? folder + "/shown.jsonl" : options.getOutput();
    if (output.startsWith(BIGQUERY)) {
      return BigQueryPlace.of(
          output.substring(BIGQUERY.length()),
          options.getOverwrite(),
          options.getSummary(),
          plan.type(),
          options);
    }
    if (output.startsWith("jdbc:")) {
      JdbcTarget target =
          new JdbcTarget(
              SourceFinder.database("output", output, options),
              output.substring(output.indexOf('#') + 1),
              options.getOverwrite());
      return JdbcPlace.of(target, options.getSummary());
    }
    return FilePlace.of(output, plan.type());
  }

  /** Checks that no option is given, or left out, that means nothing for what is asked for. */
  private void checkOptions() {
    boolean isTable =
        options.getOutput() != null
            && (options.getOutput().startsWith(BIGQUERY)
                || options.getOutput().startsWith("jdbc:"));
    if (isTable && options.getSummary() == null) {
      throw new UsageException(
          "--output=%s: say with --summary=FOLDER where summary.json and the rejected rows go"
              .formatted(options.getOutput().replaceFirst("[?;].*", "")));
    }
    if (!isTable) {
      RefusedOptions.thatAreFor("results that go into a database")
          .refuse("summary", options.getSummary());
    }
    if (isTable || isLive) {
      RefusedOptions.thatAreFor("results in files, or that go nowhere else")
          .refuse("show", options.getShow());
    }
    if (isLive) {
      RefusedOptions.thatAreFor("results that end").refuse("plot", options.getPlot());
    } else {
      RefusedOptions.thatAreFor("queries of topics")
          .refuse("rejected", options.getRejected())
          .refuse("eventTime", options.getEventTime())
          .refuse("watch", options.getWatch())
          .refuse("metricsPort", options.getMetricsPort());
    }
    if (options.getPlot() != null && isOnlyShown(options)) {
      throw new UsageException(
          "--plot draws into report.html beside the result; say with --output=FOLDER where that goes");
    }
  }
}
