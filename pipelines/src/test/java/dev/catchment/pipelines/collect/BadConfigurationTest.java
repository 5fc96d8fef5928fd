package dev.catchment.pipelines.collect;

import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.Workspace;
import org.junit.Rule;
import org.junit.Test;

/** What the collect job says of a wrong configuration: the file, the line, the key and the fix. */
public class BadConfigurationTest {
  @Rule public final Workspace work = new Workspace();

  @Test
  public void aMissingFileIsNamed() {
    work.path("catchment.yaml").toFile().delete();
    work.refused()
        .complains(
            "there is no configuration file " + work.path("catchment.yaml"), "--config=FILE");
  }

  @Test
  public void aFileThatCannotBeReadIsNamed() {
    work.write("catchment.yaml", new byte[] {'v', (byte) 0xFF, '\n'});
    work.refused().complains("catchment.yaml cannot be read", "UTF-8");
    work.path("catchment.yaml").toFile().delete();
    assertTrue(work.path("catchment.yaml").toFile().mkdir());
    work.refused().complains("catchment.yaml cannot be read");
  }

  @Test
  public void anEmptyFileIsRefused() {
    for (String empty : new String[] {"", "# nothing\n", "just words\n", "- a list\n"}) {
      work.write("catchment.yaml", empty);
      work.refused().complains("catchment.yaml:1", "the file is empty or not a mapping of keys");
    }
  }

  @Test
  public void whatIsNotYamlIsPlaced() {
    edited("    format", "\tformat").complains(":4: not YAML", "TAB");
    edited("version: 1", "version: [1").complains("not YAML");
    edited("version: 1", "version: 1\nversion: 1").complains(":2: Duplicate field 'version'");
    edited("version: 1", "version: &again [*again]")
        .complains(":1: not YAML: the alias *again is not understood; write the value out");
    edited("version: 1", "version: " + "[".repeat(100) + "]".repeat(100))
        .complains("not YAML", "max 50");
  }

  @Test
  public void aMisspeltKeyIsNamedWithItsLineAndTheNearest() {
    edited("identifiers:", "identifers:")
        .complains(":7: sources.orders.identifers: unknown key", "did you mean identifiers?");
    edited("sources:", "surces:").complains(":2: surces: unknown key", "did you mean sources?");
  }

  @Test
  public void aWrongTypeIsNamedWithItsPlace() {
    edited("min: 0", "min: none")
        .complains(
            ":9: sources.orders.fields.properties.amount.min: a number is wanted, not the text");
    edited("{column: amount, type: decimal, min: 0}", "[amount]").complains(":9:", "not a list");
    edited("type: decimal", "type: money").complains(":9:", "money is not one of", "decimal");
  }

  @Test
  public void aMissingKeyIsNamedWithItsPlace() {
    edited(", timestamp: time", "")
        .complains(":6: sources.orders.map: the key timestamp is missing");
    edited("    input: in.csv\n", "")
        .complains(":3: sources.orders: has no input", "--input=orders=GLOB");
  }

  @Test
  public void contradictionsAreNamedWithTheirPlace() {
    edited("min: 0}", "min: 2, max: 1}").complains(":9:", "min 2.0 is above max 1.0");
    edited("min: 0}", "cel: '1.0'}")
        .complains(":9:", "exactly one of column, columns, constant and cel");
    edited("type: decimal, min: 0", "min: 0").complains(":9:", "min and max need the type");
    edited("column: amount", "column: ''").complains(":9:", "the name of the column is empty");
    edited("format: csv", "format: json\n    csv: {delimiter: ';'}")
        .complains(":5: sources.orders.csv: is for sources of the format csv only");
    edited("format: csv", "format: csv\n    csv: {delimiter: ab}")
        .complains(":5: sources.orders.csv.delimiter: \"ab\" is not one character");
    edited("format: csv", "format: csv\n    csv: {header: [id, time, id]}")
        .complains(":5: sources.orders.csv.header: a name stands twice");
    edited("format: csv", "format: csv\n    csv: {header: [id, time]}")
        .complains(":5: sources.orders.csv.header: the header names no column customer");
    edited("format: csv", "format: csv\n    consent: {column: customer, granted: []}")
        .complains(":5: sources.orders.consent.granted: at least 1 is needed");
    edited("version: 1", "version: 1\nprivacy: {region: XX}")
        .complains(":2: privacy.region: XX is not the ISO 3166 code of a region, such as GB");
    edited("version: 1", "version: 1\nidentity: {namespaces: [custmer]}")
        .complains(":2: identity.namespaces.0: no source has an identifier custmer", "customer");
  }

  @Test
  public void wrongTimesAreNamedWithTheirPlace() {
    edited("timestamp: time", "timestamp: {column: time, zone: Europe/Londn}")
        .complains(":6: sources.orders.map.timestamp:", "Europe/Londn");
    edited("timestamp: time", "timestamp: {column: time, pattern: 'hh:mm dd.MM.yyyy'}")
        .complains(":6: sources.orders.map.timestamp:", "does not tell the hour");
    edited("timestamp: time", "timestamp: {column: time, unit: hours}")
        .complains(":6: sources.orders.map.timestamp.unit: hours is not one of millis, seconds");
  }

  @Test
  public void wrongWaysToWriteAValueAreNamedWithTheirPlace() {
    edited("min: 0}", "default: none}").complains(":9:", "the default cannot be read as a decimal");
    edited("column: amount", "constant: 1, default: 2").complains(":9:", "default needs a column");
    edited("min: 0}", "columns: [a, b]}").complains(":9:", "exactly one of column, columns");
    edited("column: amount", "columns: []").complains(":9:", "columns: at least 1 is needed");
    edited("min: 0}", "separator: '-'}").complains(":9:", "separator is for columns");
    edited("min: 0}", "values: {low: one}}").complains(":9:", "what low means cannot be read as");
    edited("min: 0}", "values: {low: 1}, decimal: ','}").complains(":9:", "leave out how numbers");
    edited("min: 0}", "decimal: ';'}").complains(":9:", "decimal: ; is not one of ,, .");
    edited("min: 0}", "money: currency}").complains(":9:", "money: currency is a text");
    edited("type: decimal, min: 0", "money: currency, decimal: '.'")
        .complains(":9:", "decimal is for the amount");
    edited("min: 0}", "money: amounts}").complains("not one of", "did you mean amount?");
    edited("type: decimal, min: 0", "decimal: ','").complains(":9:", "decimal needs the type");
    edited("type: decimal, min: 0", "money: amount").complains(":9:", "needs the type decimal");
    edited("timestamp: time", "timestamp: time, sentAt: sent")
        .complains(":6: sources.orders.map: needs sentAt and receivedAt, or neither");
    edited("timestamp: time", "timestamp: time, sentAt: s, receivedAt: {cel: 'timestamp'}")
        .complains(":6: sources.orders.map.receivedAt: must be the text of a column");
    edited("timestamp: time", "timestamp: {constant: soon}")
        .complains(":6: sources.orders.map.timestamp: the constant cannot be read as an ISO-8601");
    edited("timestamp: time", "timestamp: {column: time, pattern: [yyyy-MM-dd, HH:mm]}")
        .complains(":6: sources.orders.map.timestamp: the pattern HH:mm does not tell the day");
    edited("timestamp: time", "timestamp: {column: time, patern: yyyy-MM-dd}")
        .complains(":6: sources.orders.map.timestamp.patern: unknown key", "did you mean pattern?");
  }

  @Test
  public void aWrongFilterIsShownWithThePlaceOfTheMistake() {
    filtered("propertes.amount > 1.0")
        .complains(
            "catchment.yaml:10: sources.orders.filter.large: rule large is wrong at line 1, column 1",
            "no field propertes.amount; did you mean properties.amount?",
            "    propertes.amount > 1.0\n    ^");
    filtered("properties.amount > ").complains(":10:", "at line 1, column", "EOF");
    filtered("event == 'a").complains("at line 1, column 10", "    event == 'a\n             ^");
    filtered("properties.amount > 'a'").complains("at line 1, column 19", "no matching overload");
    filtered("properties.amount")
        .complains("gives a value of type double where boolean is wanted: properties.amount");
    filtered("xyzzyxyzzy").complains("no field xyzzyxyzzy. The fields are messageId");
  }

  @Test
  public void aWrongExpressionOfAFieldIsShownWithThePlaceOfTheMistake() {
    edited("{column: amount, type: decimal, min: 0}", "{cel: 'evnt + 1', type: integer}")
        .complains(
            "catchment.yaml:9: sources.orders.fields.properties.amount: rule properties.amount is wrong",
            "did you mean event?");
  }

  private Cli.Result edited(String text, String replacement) {
    assertTrue(text, Workspace.CONFIG.contains(text));
    work.write("catchment.yaml", Workspace.CONFIG.replace(text, replacement));
    return work.refused();
  }

  private Cli.Result filtered(String rule) {
    work.write("catchment.yaml", Workspace.CONFIG + "    filter: {large: \"" + rule + "\"}\n");
    return work.refused();
  }
}
