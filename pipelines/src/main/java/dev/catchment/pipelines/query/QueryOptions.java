package dev.catchment.pipelines.query;

import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import dev.catchment.pipelines.watch.WatchOptions;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link QueryJob}. */
public interface QueryOptions extends OverwriteOptions, ObserveOptions, WatchOptions {
  @Description(
      "A table and what stands behind its name, as NAME=PLACE, once for each table: files of text,"
          + " CSV, JSON lines, Avro or Parquet, a directory of them, the folder events or profiles of"
          + " a store, jdbc:postgresql://HOST/DATABASE#TABLE, bigquery:PROJECT.DATASET.TABLE or"
          + " kafka://HOST:PORT/TOPIC. text:, csv:, json:, avro: or parquet: before the files says"
          + " how they are written.")
  @Validation.Required
  @Parameter(
      label = "Tables",
      group = Parameter.Group.INPUT,
      example = "data=data.csv",
      regex = "[A-Za-z_][A-Za-z0-9_]*=\\S.*",
      wanted = "NAME=PLACE, the name of letters, digits and _,")
  List<String> getInput();

  void setInput(List<String> value);

  @Description(
      "The query in SQL, such as 'SELECT country, COUNT(*) AS orders FROM data GROUP BY country', or @"
          + " and the file that holds it. Of several queries with semicolons between them each reads"
          + " the result of the one before as the table result.")
  @Validation.Required
  @Parameter(label = "Query", group = Parameter.Group.METHOD, example = "@totals.sql")
  String getSql();

  void setSql(String value);

  @Description(
      "Another query, whose table result has the result of --sql; or @ and the file that holds it.")
  @Parameter(
      label = "Query of the result",
      group = Parameter.Group.METHOD,
      example = "SELECT MAX(orders) AS most FROM result")
  String getThen();

  void setThen(String value);

  @Description(
      "Where the result goes: a directory, which gets result.csv, or result.txt where the only column"
          + " is named line; a file whose name ends in .csv, .jsonl, .txt or .parquet;"
          + " jdbc:postgresql://HOST/DATABASE#TABLE, bigquery:PROJECT.DATASET.TABLE or"
          + " kafka://HOST:PORT/TOPIC.")
  @Validation.Required
  @Parameter(
      label = "Output",
      group = Parameter.Group.OUTPUT,
      example = "totals",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Description("How many rows of the result are shown when the job is done, 1 to 1000.")
  @Parameter(
      label = "Rows shown",
      group = Parameter.Group.OUTPUT,
      example = "20",
      min = 1,
      max = 1000,
      insteadOf = "output")
  Integer getShow();

  void setShow(Integer value);

  @Description("Shows how the query would be run, and does not run it.")
  @Default.Boolean(false)
  @Parameter(
      label = "Plan alone",
      group = Parameter.Group.OUTPUT,
      example = "true",
      insteadOf = "output")
  boolean getExplain();

  void setExplain(boolean value);

  @Description(
      "A picture of the result, in report.html beside it: bar, line or scatter with two columns, or"
          + " hist with one, such as bar:country,orders.")
  @Parameter(
      label = "Picture",
      group = Parameter.Group.OUTPUT,
      example = "bar:country,orders",
      regex = "(bar|line|scatter):[^,]+,[^,]+|hist:[^,]+",
      wanted = "bar:X,Y or line:X,Y or scatter:X,Y or hist:X")
  String getPlot();

  void setPlot(String value);

  @Description(
      "A JSON file of weights by which the rows of the result get a score: the sum of the weighted"
          + " columns. Adds the column score, and a column score_NAME for what each adds to it.")
  @Parameter(
      label = "Weights of a score",
      group = Parameter.Group.METHOD,
      example = "weights.json",
      kind = Parameter.Kind.INPUT_FILE)
  String getScore();

  void setScore(String value);

  @Description(
      "Types of columns that are not to be guessed, separated by commas, as TABLE.COLUMN=TYPE, or"
          + " COLUMN=TYPE where there is one table: text, integer, double, decimal, boolean, date, time"
          + " or timestamp.")
  @Parameter(
      label = "Types of columns",
      group = Parameter.Group.INPUT,
      example = "data.zip=text",
      regex = "[^=,]+=(text|integer|double|decimal|boolean|date|time|timestamp)",
      wanted =
          "TABLE.COLUMN=TYPE with text, integer, double, decimal, boolean, date, time or timestamp")
  List<String> getTypes();

  void setTypes(List<String> value);

  @Description("The user of the databases, of the tables and of the output.")
  @Parameter(label = "User of databases", group = Parameter.Group.INPUT, example = "analyst")
  String getJdbcUser();

  void setJdbcUser(String value);

  @Description("The file with the password of that user, alone; workers must be able to read it.")
  @Parameter(
      label = "Password file of databases",
      group = Parameter.Group.INPUT,
      example = "password.txt")
  String getJdbcPasswordFile();

  void setJdbcPasswordFile(String value);

  @Description(
      "The directory that gets summary.json and rejected where the result goes into a database.")
  @Parameter(
      label = "Folder of the summary",
      group = Parameter.Group.OUTPUT,
      example = "run",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getSummary();

  void setSummary(String value);

  @Description(
      "Of tables that are topics: the columns of type timestamp that tell when a row happened,"
          + " separated by commas, as TABLE.COLUMN, or COLUMN where there is one table. Without it"
          + " the column arrived, the time that the topic gives a message.")
  @Parameter(
      label = "Columns of event times",
      group = Parameter.Group.STREAM,
      example = "orders.ordered_at")
  List<String> getEventTime();

  void setEventTime(List<String> value);

  @Description(
      "How many seconds windows of topics wait for rows that come out of order, 0 to 86400.")
  @Default.Integer(0)
  @Parameter(
      label = "Wait for late rows",
      group = Parameter.Group.STREAM,
      example = "60",
      min = 0,
      max = 86_400)
  int getDelay();

  void setDelay(int value);

  @Description(
      "Where a query of topics begins: earliest, latest, or a time such as 2026-01-31T00:00:00Z.")
  @Default.String("latest")
  @Parameter(
      label = "Beginning of topics",
      group = Parameter.Group.STREAM,
      example = "earliest",
      regex = "earliest|latest|\\d{4}-\\d\\d-\\d\\dT.*Z",
      wanted = "earliest, latest or a time such as 2026-01-31T00:00:00Z")
  String getFrom();

  void setFrom(String value);

  @Description(
      "Where rejected rows of a query of topics go: kafka://HOST:PORT/TOPIC, or a directory for"
          + " files of JSON lines; without it they are counted and left.")
  @Parameter(
      label = "Destination of rejected rows",
      group = Parameter.Group.STREAM,
      example = "kafka://localhost:9092/rejected")
  String getRejected();

  void setRejected(String value);

  @Description(
      "A Java properties file with settings of the Kafka clients, such as those of their security;"
          + " workers must be able to read it.")
  @Parameter(
      label = "Settings of Kafka",
      group = Parameter.Group.STREAM,
      example = "client.properties")
  String getKafkaSettings();

  void setKafkaSettings(String value);

  @Description("How many of the first records of a table its types are guessed from, 1 to 1000000.")
  @Default.Integer(10_000)
  @Parameter(
      label = "Sample of types",
      group = Parameter.Group.INPUT,
      example = "10000",
      min = 1,
      max = 1_000_000)
  int getSample();

  void setSample(int value);

  @Description(
      "The greatest share of the rows of a table that may be rejected, 0 to 1; above it the job ends"
          + " with exit status 3, its output in place.")
  @Default.Double(0.5)
  @Parameter(
      label = "Greatest share of rejected rows",
      group = Parameter.Group.LIMITS,
      example = "0.01",
      min = 0,
      max = 1)
  double getMaxRejected();

  void setMaxRejected(double value);
}
