package dev.catchment.pipelines.collect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Expectations of a source, from the configuration to summary, report and exit status. */
public class ExpectationsTest {
  private static final String EXPECT =
      """
          expect:
            price-known: {field: properties.amount, notNull: true, mostly: 0.5}
            few-missing: {field: properties.amount, maxMissing: 0.1}
            cheap: {field: properties.amount, max: 10}
            customer-format: {field: identifiers.customer, matches: 'c\\d+'}
            known-customer: {field: identifiers.customer, existsIn: {source: crm, field: identifiers.customer}}
            one-each: {field: messageId, unique: true, required: true}
            enough: {minRows: 2, maxRows: 4}
            recent: {maxAge: 20d}
            whole: {rule: "properties.amount == double(int(properties.amount))"}
        crm:
          format: csv
          input: crm.csv
          map: {type: {constant: identify}, timestamp: time}
          identifiers: {customer: customer}
      """;

  @Rule public final Workspace work = new Workspace();

  @Test
  public void everyExpectationIsInTheSummaryAndTheReport() throws IOException {
    write(
        """
        1,2026-01-05,c1,5
        1,2026-01-05,c1,6.5
        2,2026-01-10,x9,
        bad,no time,c1,1
        3,2027-01-01,c2,50
        """);

    work.collect("--maxRejected=1")
        .expect(ExitStatus.EXPECTATION_FAILED)
        .complains(
            "a required expectation is not met: one-each of source orders (messageId unique):"
                + " 1 of 4 are not, the first at "
                + work.path("in.csv")
                + ":3",
            "an expectation is not met: cheap of source orders");

    List<String> found =
        CollectSummary.read(work.path("store/summary.json").toString()).expectations().stream()
            .map(
                result ->
                    "%s %s %d/%d %s"
                        .formatted(
                            result.name(),
                            result.passed() ? "met" : "unmet",
                            result.failed(),
                            result.checked(),
                            result.example() == null
                                ? ""
                                : result.example().replaceFirst(".*:", "line ")))
            .map(String::strip)
            .toList();
    assertEquals(
        List.of(
            "price-known met 1/4 line 4",
            "few-missing unmet 1/4 line 4",
            "cheap unmet 1/3 line 6",
            "customer-format unmet 1/4 line 4",
            "known-customer unmet 1/4 line 6",
            "one-each unmet 1/4 line 3",
            "enough met 0/4",
            "recent unmet 0/3",
            "whole unmet 1/3 line 3"),
        found);
    String report = Files.readString(work.path("store/report.html"));
    assertTrue(report.contains("known-customer") && report.contains("in.csv:6"));
    assertTrue("the output stays", Files.isDirectory(work.path("store/events")));
  }

  @Test
  public void noValueOfARecordIsShown() throws IOException {
    write("1,2026-01-05,c1,5\n1,2026-01-05,secretvalue,77.25\n");
    String err = work.collect().expect(ExitStatus.EXPECTATION_FAILED).err();
    for (String text :
        List.of(
            err,
            Files.readString(work.path("store/summary.json")),
            Files.readString(work.path("store/report.html")))) {
      assertFalse(text, text.contains("secretvalue") || text.contains("77.25"));
    }
  }

  @Test
  public void whatIsMetEndsWell() {
    write("1,2026-01-29,c1,5\n2,2026-01-30,c2,6\n");
    work.write("crm.csv", "customer,time\nc1,2026-01-01\nc2,2026-01-01\n");
    work.collect().expect(ExitStatus.DONE);
  }

  @Test
  public void mistakesAreNamedWithTheirPlace() {
    refused(
        "{field: properties.amont, notNull: true}",
        "there is no field properties.amont; did you mean properties.amount?");
    refused("{field: properties.amount}", "needs exactly one of notNull");
    refused("{field: properties.amount, notNull: true, unique: true}", "not notNull and unique");
    refused(
        "{field: properties.amount, matches: '(a'}",
        "expect.it.matches: not a regular expression of RE2");
    refused("{field: messageId, min: 1}", "need a field of the type integer or decimal");
    refused("{notNull: true}", "notNull needs a field");
    refused("{field: messageId, minRows: 1}", "minRows and maxRows takes no field");
    refused("{minRows: 1, mostly: 0.5}", "takes no mostly");
    refused("{minRows: 5, maxRows: 1}", "minRows 5 is above maxRows 1");
    refused("{maxAge: soon}", "is not of the form");
    refused("{rule: 'properties.amount +'}", "sources.orders.expect.it.rule: ");
    refused(
        "{field: messageId, existsIn: {source: ordres, field: messageId}}", "did you mean orders?");
    refused("{field: messageId, notNul: true}", "unknown key notNul; did you mean notNull?");
  }

  private void refused(String expectation, String complaint) {
    work.write("catchment.yaml", Workspace.CONFIG + "    expect:\n      it: " + expectation + "\n");
    work.refused().complains(complaint);
  }

  private void write(String rows) {
    work.write("catchment.yaml", Workspace.CONFIG + EXPECT.indent(0));
    work.write("in.csv", Workspace.HEADER + rows);
    work.write("crm.csv", "customer,time\nc1,2026-01-01\nx9,2026-01-01\n");
  }
}
