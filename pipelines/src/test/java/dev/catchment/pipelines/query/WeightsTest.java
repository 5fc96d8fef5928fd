package dev.catchment.pipelines.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.Workspace;
import dev.catchment.query.DataType;
import dev.catchment.query.RowType;
import org.junit.Rule;
import org.junit.Test;

/** Weights become a query; a wrong file is named with what would be right. */
public class WeightsTest {
  private static final RowType TYPE =
      RowType.empty()
          .with("name", DataType.TEXT)
          .with("orders", DataType.INTEGER)
          .with("revenue", DataType.DOUBLE);

  @Rule public final Workspace work = new Workspace();

  private String sql(String weights) {
    return Weights.read(work.write("weights.json", weights).toString()).sql(TYPE);
  }

  private void refused(String weights, String message) {
    UsageException wrong = assertThrows(UsageException.class, () -> sql(weights));
    assertEquals(message.replace("{f}", work.path("weights.json").toString()), wrong.getMessage());
  }

  @Test
  public void theScoreIsTheSumOfItsParts() {
    String orders =
        "CAST(0.5E0 AS DOUBLE) * COALESCE(CAST(\"orders\" AS DOUBLE), CAST(2.0E0 AS DOUBLE))";
    assertEquals(
        "SELECT \"name\", \"orders\", \"revenue\", %s AS \"score_orders\", CAST(1.0E0 AS DOUBLE) + %s AS \"score\" FROM \"result\""
            .formatted(orders, orders),
        sql("{\"weights\": {\"orders\": 0.5}, \"intercept\": 1, \"missing\": {\"orders\": 2}}"));
  }

  @Test
  public void wrongFilesAreNamed() {
    refused(
        "{\"weight\": {}}",
        "--score={f}: unknown key weight; did you mean weights? The keys are weights, intercept, missing, whenMissing");
    refused(
        "{\"weights\": {}}",
        "--score={f}: weights names no column, such as {\"weights\": {\"orders\": 0.5}}");
    refused(
        "{\"weights\": {\"order\": 1}}",
        "--score: there is no column order; did you mean orders? The columns are name, orders, revenue");
    refused(
        "{\"weights\": {\"name\": 1}}",
        "--score: the column name is of the type TEXT and holds no numbers");
    refused("{\"weights\": {\"orders\": null}}", "--score={f}: every weight must be a number");
    refused(
        "{\"weights\": {\"orders\": 1}, \"missing\": {\"revenue\": 1}}",
        "--score={f}: missing names revenue, which has no weight");
    refused(
        "{\"weights\": {\"orders\": 1}, \"whenMissing\": \"drop\"}",
        "--score={f}: whenMissing is drop; write value or null");
    refused(
        "{\"weights\": {\"orders\": 1}",
        "--score={f}: line 1: it is not JSON such as {\"weights\": {\"orders\": 0.5}, \"intercept\": 1}");
  }
}
