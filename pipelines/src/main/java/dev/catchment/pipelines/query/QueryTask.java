package dev.catchment.pipelines.query;

import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.RowBlock;
import dev.catchment.write.WriteRejected;
import dev.catchment.write.WriteTallies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * A query over tables that end.
 *
 * @param place where the result goes
 * @param picture the picture of it, if one is asked for
 * @param shown how many rows are shown; 0 for none
 * @param isOnlyShown whether nobody wants more rows than are shown
 */
record QueryTask(
    QueryOptions options,
    QueryPlan plan,
    ResultPlace place,
    Optional<Picture> picture,
    int shown,
    boolean isOnlyShown,
    Instant start)
    implements Task {
  static final String REJECTED = "rejected";
  static final String REPORT = "report.html";
  static final String SUMMARY = "summary.json";

  private static final String TALLIES = "tallies";
  private static final String POINTS = "points";

  @Override
  public Map<String, List<String>> inputs() {
    return plan.inputs();
  }

  @Override
  public List<Dataset> otherInputs() {
    return plan.datasets();
  }

  @Override
  public List<Dataset> otherOutputs() {
    return place.dataset().stream().toList();
  }

  private String name(String name) {
    return place.prefix() + name;
  }

  @Override
  public Outputs outputs() {
    List<String> names = new ArrayList<>(place.names());
    names.add(name(REJECTED));
    if (picture.isPresent()) {
      names.add(name(REPORT));
    }
    names.add(name(SUMMARY));
    return new Outputs(place.directory(), names, options.getOverwrite());
  }

  private QuerySummary summary() {
    return QuerySummary.read(outputs().path(name(SUMMARY)));
  }

  @Override
  public Map<String, Long> rows() {
    QuerySummary summary = summary();
    Map<String, Long> rows = new HashMap<>();
    place.names().forEach(name -> rows.put(name, summary.rows()));
    rows.put(name(REJECTED), summary.rejected() + summary.failed());
    return rows;
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    long runTime = start.toEpochMilli();
    if (place instanceof FilePlace file && plan.isRowByRow() && picture.isEmpty() && !isOnlyShown) {
      QueryPlan.Written written =
          plan.addTo(pipeline, runTime, staging.path(file.name()), file.format());
      return PCollectionList.of(written.names())
          .and(accounts(written.rejected(), written.tallies(), staging));
    }
    QueryPlan.Results results = plan.addTo(pipeline, runTime);
    PCollection<RowBlock> rows = results.rows();
    PCollection<RowBlock> wanted =
        isOnlyShown
            ? rows.apply("First rows", FirstRows.of(plan.type(), plan.isOrdered(), shown))
            : rows;
    PCollectionList<String> written =
        PCollectionList.of(place.write(wanted, plan.type(), plan.isOrdered(), staging))
            .and(
                accounts(
                    results.rejected(),
                    results.tallies().and(rows.apply("Count rows", CountRows.of())),
                    staging));
    return picture.isEmpty()
        ? written
        : written.and(
            rows.apply("Draw", DrawPicture.of(picture.get(), plan, staging.path(name(POINTS)))));
  }

  private List<PCollection<String>> accounts(
      PCollectionList<Rejected> rejected,
      PCollectionList<KV<String, Long>> tallies,
      Staging staging) {
    return List.of(
        rejected
            .apply("All rejected", Flatten.pCollections())
            .apply("Write rejected", WriteRejected.to(staging.path(name(REJECTED)))),
        tallies
            .apply("Tallies", Flatten.pCollections())
            .apply("Write tallies", WriteTallies.to(staging.path(TALLIES))));
  }

  @Override
  public Finish finish() {
    return new QueryFinish(
        plan.read().stream().map(QuerySource::name).toList(),
        plan.type(),
        place,
        picture.orElse(null),
        TALLIES,
        name(POINTS));
  }

  @Override
  public ExitStatus report(Console console) {
    QuerySummary summary = summary();
    if (shown > 0) {
      ShownRows.print((FilePlace) place, plan.type(), shown, summary.rows(), console);
    }
    summary.report(console);
    if (!isOnlyShown) {
      console.result("%s holds the result (%.1f s)", place.label(), summary.seconds());
    }
    if (picture.isPresent()) {
      console.result("%s shows it", outputs().path(name(REPORT)));
    }
    return summary.status(
        options.getMaxRejected(), isOnlyShown ? "" : outputs().path(name(REJECTED)), console);
  }
}
