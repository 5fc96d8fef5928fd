package dev.catchment.pipelines.query;

import dev.catchment.account.Outcome;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.write.WriteRejected;
import dev.catchment.write.WriteTallies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollectionList;

/** A query over tables that end, whose result goes into files. */
record QueryTask(QueryOptions options, QueryPlan plan, FilePlace place, Instant start)
    implements Task {
  /** The name of a result that is only shown. */
  static final String SHOWN = "shown.csv";

  static final String REJECTED = "rejected";
  static final String REPORT = "report.html";
  static final String SUMMARY = "summary.json";

  private static final String TALLIES = "tallies";
  private static final String PICTURE = "picture";

  /**
   * The work that options ask for.
   *
   * @throws UsageException when it cannot be done
   */
  static QueryTask of(QueryOptions options, Instant start) {
    if (options.getOutput() == null && options.getShow() == null && !options.getExplain()) {
      throw new UsageException(
          "say where the result goes with --output=FOLDER or --output=FILE.csv, or look at it with --show=20");
    }
    QueryPlan plan = Statements.plan(options);
    String output = options.getOutput() == null ? SHOWN : options.getOutput();
    FilePlace place = FilePlace.of(output, plan.type());
    place.format().check(plan.type());
    return new QueryTask(options, plan, place, start);
  }

  @Override
  public Map<String, List<String>> inputs() {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    plan.read()
        .forEach(
            source -> {
              if (!source.files().isEmpty()) {
                inputs.put(source.name(), source.files());
              }
            });
    return inputs;
  }

  @Override
  public List<Dataset> otherInputs() {
    return plan.read().stream().flatMap(source -> source.datasets().stream()).toList();
  }

  private Optional<Picture> picture() {
    return Optional.ofNullable(options.getPlot()).map(text -> Picture.of(text, plan.type()));
  }

  private String name(String name) {
    return place.prefix() + name;
  }

  @Override
  public Outputs outputs() {
    List<String> names = new ArrayList<>(List.of(place.name(), name(REJECTED)));
    if (options.getPlot() != null) {
      names.add(name(REPORT));
    }
    names.add(name(SUMMARY));
    return new Outputs(place.directory(), names, options.getOverwrite());
  }

  @Override
  public Map<String, Long> rows() {
    QuerySummary summary = QuerySummary.read(outputs().path(name(SUMMARY)));
    return Map.of(place.name(), summary.rows(), name(REJECTED), summary.rejected() + summary.failed());
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    QueryPlan.Results results = plan.addTo(pipeline, start.toEpochMilli());
    var counted = results.rows().apply("Count rows", CountRows.of());
    PCollectionList<String> written =
        PCollectionList.of(
                (isOnlyShown() ? results.rows().apply("First rows", FirstRows.of(plan.type(), plan.isOrdered(), options.getShow())) : results.rows())
                    .apply(
                        "Write result",
                        WriteRows.to(
                            staging.path(place.name()),
                            place.format(),
                            plan.type(),
                            plan.isOrdered())))
            .and(
                results
                    .rejected()
                    .apply("All rejected", Flatten.pCollections())
                    .apply("Write rejected", WriteRejected.to(staging.path(name(REJECTED)))))
            .and(
                results
                    .tallies()
                    .and(counted)
                    .apply("Tallies", Flatten.pCollections())
                    .apply("Write tallies", WriteTallies.to(staging.path(TALLIES))));
    return picture().isEmpty()
        ? written
        : written.and(
            results
                .rows()
                .apply(
                    "Draw",
                    DrawPicture.of(picture().get(), plan, staging.path(PICTURE))));
  }

  private boolean isOnlyShown() {
    return place.name().equals(SHOWN);
  }

  @Override
  public Finish finish() {
    return new QueryFinish(
        plan.type(), place.prefix(), picture().orElse(null), TALLIES, PICTURE);
  }

  @Override
  public ExitStatus report(Console console) {
    QuerySummary summary = QuerySummary.read(outputs().path(name(SUMMARY)));
    if (options.getShow() != null) {
      ShownRows.print(outputs().path(place.name()), place.format(), plan.type(), options.getShow(), summary.rows(), console);
    }
    summary.report(console);
    if (!isOnlyShown()) {
      console.result(
          "%s holds the result (%.1f s)", outputs().path(place.name()), summary.seconds());
    }
    if (options.getPlot() != null && !isOnlyShown()) {
      console.result("%s shows it", outputs().path(name(REPORT)));
    }
    return summary.status(
        options.getMaxRejected(), isOnlyShown() ? "" : outputs().path(name(REJECTED)), console);
  }
}
