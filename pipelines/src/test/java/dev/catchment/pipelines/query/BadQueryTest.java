package dev.catchment.pipelines.query;

import static org.junit.Assert.assertEquals;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What cannot be asked is refused in words before anything is started. */
public class BadQueryTest {
  @Rule public final Workspace work = new Workspace();

  @Before
  public void write() {
    work.write("data.csv", "id,name\n1,a\n2,b\n");
  }

  private Cli.Result refused(String... options) {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    List<String> command = new ArrayList<>(List.of("query"));
    command.addAll(List.of(options));
    Cli.Result result = work.run(command.toArray(String[]::new)).expect(ExitStatus.USAGE);
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
    return result;
  }

  private Cli.Result refusedSql(String sql, String... more) {
    List<String> options =
        new ArrayList<>(List.of("--input=data={w}/data.csv", "--sql=" + sql, "--output={w}/OUT"));
    options.addAll(List.of(more));
    return refused(options.toArray(String[]::new));
  }

  @Test
  public void whatIsNeededIsNamed() {
    refused("--sql=SELECT 1 AS one").complains("query needs --input=", "--output=");
    refused("--input=data={w}/data.csv", "--output={w}/OUT").complains("query needs --sql=");
    refusedSql(" ; ").complains("--sql: there is no query in it");
    refused("--input={w}/data.csv", "--sql=SELECT 1", "--output={w}/OUT").complains("NAME=PLACE");
    refusedSql("@{w}/none.sql").complains("--sql=@", "the file cannot be read");
  }

  @Test
  public void namesOfTablesAreTheirOwn() {
    refusedSql("SELECT 1", "--input=DATA={w}/data.csv").complains("the name DATA is given twice");
    refusedSql("SELECT 1", "--input=result={w}/data.csv")
        .complains("the name result is that of the result of a query");
  }

  @Test
  public void aMissingFileIsNamed() {
    refused("--input=data={w}/none.csv", "--sql=SELECT * FROM data", "--output={w}/OUT")
        .complains("--input=data: ", "none.csv");
  }

  @Test
  public void anEmptyFileIsNamed() {
    work.write("data.csv", "");
    refusedSql("SELECT * FROM data").complains("data.csv is empty: it has not even the names");
  }

  @Test
  public void twoColumnsOfOneNameAreNamed() {
    work.write("data.csv", "id,name,id\n1,a,2\n");
    refusedSql("SELECT name FROM data").complains("data.csv has two columns named id");
  }

  @Test
  public void aTableWithoutRowsHasAnAnswer() {
    work.write("data.csv", "id,name\n");
    refusedSql("SELECT HAVERSINE(id, name) AS far FROM data")
        .complains("data.id, data.name: the first records have no value, so it is text");
    work.run(
            "query",
            "--input=data={w}/data.csv",
            "--types=id=integer",
            "--sql=SELECT COUNT(*) AS n, SUM(id) AS total FROM data",
            "--show=5")
        .expect(ExitStatus.DONE)
        .says("data: 0 read = 0 accepted + 0 rejected", "0");
  }

  @Test
  public void anErrorInTheQueryHasItsPlace() {
    refusedSql("SELECT nam FROM data").complains("--sql: ", "nam", "name");
    refusedSql("SELEC name FROM data").complains("--sql: ");
    refusedSql("SELECT name FROM dats").complains("--sql: ", "dats", "data");
    refusedSql("SELECT COUNT(*) AS n FROM data", "--then=SELECT m FROM result")
        .complains("--sql of query 2: ");
  }

  @Test
  public void typesOfColumnsThatAreNotThereAreNamed() {
    refusedSql("SELECT id FROM data", "--types=naem=text").complains("did you mean name?");
    refusedSql("SELECT id FROM data", "--types=id=number")
        .complains("--types=id=number", "integer");
  }

  @Test
  public void aPictureNeedsColumnsOfNumbers() {
    refusedSql("SELECT id, name FROM data", "--plot=bar:name,di").complains("did you mean id?");
    refusedSql("SELECT id, name FROM data", "--plot=scatter:name,id")
        .complains("the column name is of the type TEXT and holds no numbers");
    refusedSql("SELECT id FROM data", "--plot=pie:id").complains("--plot=pie:id is not right");
  }

  @Test
  public void aFormThatCannotHoldTheResultIsNamed() {
    refused(
            "--input=data={w}/data.csv",
            "--sql=SELECT id, name FROM data",
            "--output={w}/OUT/r.txt")
        .complains("text has one column and the result has 2");
    refused(
            "--input=data={w}/data.csv",
            "--sql=SELECT id AS \"the id\" FROM data",
            "--output={w}/OUT/r.parquet")
        .complains("a column of Parquet cannot be named the id");
  }

  @Test
  public void databasesAndTopicsAreAddressedWhole() {
    refusedSql("SELECT 1", "--input=t=jdbc:postgresql://localhost/shop")
        .complains("names no table; write jdbc:postgresql://HOST/DATABASE#TABLE");
    refusedSql("SELECT 1", "--input=t=jdbc:postgresql://localhost/shop?password=x#t")
        .complains("--jdbcPasswordFile");
    refusedSql("SELECT 1", "--input=t=kafka://localhost/orders")
        .complains("is no address of a topic");
    refused(
            "--input=data={w}/data.csv",
            "--sql=SELECT id FROM data",
            "--output=jdbc:postgresql://localhost/shop#t")
        .complains("--summary=FOLDER");
  }

  @Test
  public void optionsThatMeanNothingAreNamed() {
    refusedSql("SELECT id FROM data", "--summary={w}/run").complains("--summary is for results");
    refusedSql("SELECT id FROM data", "--eventTime=id")
        .complains("--eventTime is for queries of topics");
    refused("--input=data={w}/data.csv", "--sql=SELECT id FROM data", "--show=3", "--plot=hist:id")
        .complains("--plot draws into report.html");
  }

  @Test
  public void anOutputThatIsThereIsKept() {
    work.write("OUT/result.csv", "id\n");
    refusedSql("SELECT id FROM data").complains("add --overwrite to replace it");
  }
}
