package dev.catchment.pipelines.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import dev.catchment.query.RowType;
import dev.catchment.write.TallyFile;
import java.util.List;

/**
 * Writes the summary of a run, and the page of the picture where one is asked for.
 *
 * @param tables the tables that are read
 * @param type the columns of the result
 * @param place where the result goes
 * @param picture the picture, or null
 * @param tallies where the counts are staged
 * @param points where the points of the picture are staged
 */
record QueryFinish(
    List<String> tables,
    RowType type,
    ResultPlace place,
    Picture picture,
    String tallies,
    String points)
    implements Finish {
  private static final long serialVersionUID = 1;

  @Override
  public void write(Staging staging, Run run) {
    QuerySummary summary =
        QuerySummary.of(TallyFile.read(staging.path(tallies)), tables, type, run);
    place.finish(type, staging);
    if (picture != null) {
      JsonNode drawn = JsonFile.read(staging.path(points), JsonNode.class);
      JsonFile.writeText(
          staging.path(place.prefix() + QueryTask.REPORT),
          Report.of("Result of a query", run)
              .withPlot(DrawPicture.section(picture, drawn, summary.rows()))
              .html());
    }
    JsonFile.write(staging.path(place.prefix() + QueryTask.SUMMARY), summary);
  }
}
